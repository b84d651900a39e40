import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { outcomeOf, sum } from './outcome.ts';

const folder = mkdtempSync(join(tmpdir(), 'outcome-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (report: object): string => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify({ numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [], ...report }));
  return file;
};
const name = join(projectRoot, 'a.test.ts');

it('names each test that failed, or passed only at its second try, with the first line of why', () => {
  const assertionResults = [
    { fullName: 'a list is sorted', status: 'failed', failureMessages: ['expected 1 to be 2\n    at somewhere'] },
    { fullName: 'a list is short', status: 'passed', failureMessages: [] },
    { fullName: 'a list is long', status: 'passed', failureMessages: ['timed out\n    at somewhere'] },
  ];
  const file = write({ numFailedTests: 1, testResults: [{ name, status: 'failed', message: '', assertionResults }] });
  expect(outcomeOf('unit', file, false)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
    failures: ['a.test.ts > a list is sorted: expected 1 to be 2'],
    retried: ['a.test.ts > a list is long: timed out'],
  });
});

it('counts a file that does not load, a run that broke and a missing report as one failure each', () => {
  const file = write({ testResults: [{ name, status: 'failed', message: 'no such module\nat x', assertionResults: [] }] });
  const unread = outcomeOf('unit', file, false);
  const broken = outcomeOf('int', write({}), false);
  const missing = outcomeOf('e2e', join(folder, 'none.json'), true);
  expect(sum([unread, broken, missing])).toEqual({
    passed: 4,
    failed: 3,
    skipped: 2,
    failures: ['a.test.ts did not load: no such module', 'int: an error outside of any test (see above)', 'e2e ended without a report'],
    retried: [],
  });
});

it('has no failure where a run ended well', () => {
  expect(outcomeOf('unit', write({}), true)).toEqual({ passed: 2, failed: 0, skipped: 1, failures: [], retried: [] });
});
