import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';

/**
 * How many tests passed, failed and were left out, and a line about each that failed, or
 * passed only when it was tried again.
 */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  retried: string[];
}

interface TestReport {
  fullName: string;
  status: string;
  failureMessages: string[] | null;
}

interface FileReport {
  name: string;
  status: string;
  message: string;
  assertionResults: TestReport[];
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: FileReport[];
}

/** A failure of something other than a test, such as a set-up that did not end. */
export const failure = (what: string): Outcome => ({ passed: 0, failed: 1, skipped: 0, failures: [what], retried: [] });

/** A suite that is left out counts as one skipped test. */
export const leftOut = (suites: number): Outcome => ({ passed: 0, failed: 0, skipped: suites, failures: [], retried: [] });

export const sum = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, { passed }) => total + passed, 0),
  failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  skipped: outcomes.reduce((total, { skipped }) => total + skipped, 0),
  failures: outcomes.flatMap(({ failures }) => failures),
  retried: outcomes.flatMap(({ retried }) => retried),
});

const firstLine = (text: string | undefined): string => (text ?? '').split('\n', 1)[0]!.slice(0, 300);

const lineOf = (name: string, { fullName, failureMessages }: TestReport): string =>
  `${relative(projectRoot, name)} > ${fullName}: ${firstLine(failureMessages?.[0])}`;

const failuresOf = ({ name, status, message, assertionResults }: FileReport): string[] => {
  if (status === 'failed' && assertionResults.length === 0) return [`${relative(projectRoot, name)} did not load: ${firstLine(message)}`];
  return assertionResults.filter((test) => test.status === 'failed').map((test) => lineOf(name, test));
};

/** A test that passed in the end keeps the messages of its earlier tries. */
const retriedOf = ({ name, assertionResults }: FileReport): string[] =>
  assertionResults.filter(({ status, failureMessages }) => status === 'passed' && (failureMessages ?? []).length > 0).map((test) => lineOf(name, test));

/**
 * Reads what vitest's JSON reporter wrote about one project; `sound` says whether the run
 * itself ended well.
 */
export const outcomeOf = (project: string, reportFile: string, sound: boolean): Outcome => {
  if (!existsSync(reportFile)) return failure(`${project} ended without a report`);
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const failures = report.testResults.flatMap(failuresOf);
  // An error outside of any test, such as in the set-up, fails the run without failing a test.
  if (!sound && failures.length === 0) failures.push(`${project}: an error outside of any test (see above)`);
  return { passed: report.numPassedTests, failed: failures.length, skipped: report.numPendingTests + report.numTodoTests, failures, retried: report.testResults.flatMap(retriedOf) };
};
