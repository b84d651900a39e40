import { describe, expect, it } from 'vitest';
import { files, read } from './documents.ts';
import { testsThatDidNotRun } from '../run/named-tests.ts';
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
    { file: 'a/b.int.test.ts', title: '%s does it' },
    { file: 'test/e2e/suites/c.ts', title: 'arrives' },
    { file: 'test/k8s/d.e2e.ts', title: 'is deployed' },
  ];
  const ran = (titles: Record<string, string[]>) => testsThatDidNotRun(tests, new Map(Object.entries(titles))).map(({ file }) => file);

  it('a test that is named has to have run in its suite, if that did', () => {
    expect(ran({ unit: ['does this and that'], int: ['one does it', 'two does it'], e2e: ['arrives'] })).toEqual([]);
    expect(ran({ unit: [], int: ['one does that'], e2e: ['it arrives'] })).toEqual(['a/b.test.ts', 'a/b.int.test.ts', 'test/e2e/suites/c.ts']);
  });

  it('one of a suite that was not asked for is not missed', () => expect(ran({ unit: ['does this'] })).toEqual([]));
});
