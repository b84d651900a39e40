import { describe, expect, it } from 'vitest';
import { files, read } from './documents.ts';
import { missingTests } from '../run/named-tests.ts';
import { namedTests, requirements } from './requirements.ts';

describe.each(requirements)('$row', ({ proofs, isOpen }) => {
  it('names at least one thing that shows it, or says that nothing does', () => expect(proofs.length > 0 || isOpen).toBe(true));

  it('names files that are there, and tests that are in them', () => {
    expect(proofs.filter(({ file, title }) => !files.includes(file) || (title !== undefined && !read(file).replaceAll("\\'", "'").includes(title)))).toEqual([]);
  });
});

it('there are as many rows as the page has, with tests of every suite', () => {
  expect(requirements.length).toBeGreaterThan(60);
  expect(namedTests.length).toBeGreaterThan(60);
});

describe('at the end of npm test', () => {
  const tests = [
    { file: 'a/b.test.ts', title: 'does this' },
    { file: 'a/b.int.test.ts', title: 'does %s' },
    { file: 'test/e2e/suites/c.ts', title: 'arrives' },
    { file: 'test/k8s/d.e2e.ts', title: 'is deployed' },
  ];
  const ran = (passed: Record<string, string[]>, skipped: string[] = []) => new Map(Object.entries(passed).map(([suite, titles]) => [suite, { passed: titles, skipped }]));

  it('a test that is named has to have passed in its suite, if that ran', () => {
    expect(missingTests(tests, ran({ unit: ['does this and that'], int: ['does one thing', 'does another'], e2e: ['arrives'] }))).toEqual([]);
    expect(missingTests(tests, ran({ unit: [], int: ['is something else'], e2e: ['departs'] })).map(({ file }) => file)).toEqual(['a/b.test.ts', 'a/b.int.test.ts', 'test/e2e/suites/c.ts']);
  });

  it('one that was left out for want of something on this machine is not missed', () => expect(missingTests(tests, ran({ unit: [] }, ['does this']))).toEqual([]));

  it('a suite that was not asked for is not missed', () => expect(missingTests(tests, ran({ unit: ['does this'] }))).toEqual([]));
});
