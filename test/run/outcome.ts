import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** How many tests passed, failed and were left out, and a line about each that failed. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
}

interface FileReport {
  name: string;
  status: string;
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: FileReport[];
}

/** One failure of something that is not a test, such as a set-up that did not end. */
export const failure = (what: string): Outcome => ({ passed: 0, failed: 1, skipped: 0, failures: [what] });

/** A suite that is left out counts as one test that was skipped. */
export const leftOut = (suites: number): Outcome => ({ passed: 0, failed: 0, skipped: suites, failures: [] });

export const sum = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, { passed }) => total + passed, 0),
  failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  skipped: outcomes.reduce((total, { skipped }) => total + skipped, 0),
  failures: outcomes.flatMap(({ failures }) => failures),
});

const firstLine = (text: string | undefined): string => (text ?? '').split('\n', 1)[0]!.slice(0, 300);

const failuresOf = ({ name, status, message, assertionResults }: FileReport): string[] => {
  const file = relative(projectRoot, name);
  if (status === 'failed' && assertionResults.length === 0) return [`${file} did not load: ${firstLine(message)}`];
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages?.[0])}`);
};

/** Reads what vitest's JSON reporter wrote of one project; `sound` says whether the run itself ended well. */
export const outcomeOf = (project: string, reportFile: string, sound: boolean): Outcome => {
  if (!existsSync(reportFile)) return failure(`${project} ended without a report`);
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const failures = report.testResults.flatMap(failuresOf);
  // An error outside of any test, such as in the set-up, fails the run without failing a test.
  if (!sound && failures.length === 0) failures.push(`${project}: an error outside of any test (see above)`);
  return { passed: report.numPassedTests, failed: failures.length, skipped: report.numPendingTests + report.numTodoTests, failures };
};
