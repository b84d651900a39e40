import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';

/** How many tests passed, failed and were left out. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

const order = ['unit', 'int', 'browser', 'e2e', 'secure', 'faults'];

/** Runs a program of a package and shows what it says; resolves with whether it ended well. */
export const runProgram = (program: string, args: readonly string[]): boolean =>
  spawnSync(process.execPath, [join(projectRoot, 'node_modules', program), ...args], { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

/** The vitest projects to run, cheap ones first: those that are asked for, or all but the one that needs a Kubernetes cluster. */
export const pickProjects = async (asked: readonly string[]): Promise<string[]> => {
  const vitest = await createVitest('test', { root: projectRoot, watch: false, run: true });
  const names = new Set(vitest.projects.map(({ name }) => name));
  await vitest.close();
  const picked = asked.filter((name) => names.has(name));
  return order.filter((name) => names.has(name) && (picked.length === 0 || picked.includes(name)));
};

const brokenFiles = ({ testResults }: Report): number => testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;

const countsOf = (file: string, sound: boolean): Counts => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const failed = report.numFailedTests + brokenFiles(report);
  // An error outside of any test, such as in the set-up, fails the run without failing a test.
  return { passed: report.numPassedTests, failed: sound ? failed : Math.max(failed, 1), skipped: report.numPendingTests + report.numTodoTests };
};

/** Runs one vitest project and counts its tests; a test file that does not load counts as one failure. */
export const runProject = (name: string): Counts => {
  const file = join(runtimeDir, `vitest-${name}.json`);
  mkdirSync(runtimeDir, { recursive: true });
  rmSync(file, { force: true });
  console.log(`\n== ${name} ==`);
  const args = ['run', '--project', name, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return countsOf(file, runProgram('vitest/vitest.mjs', args));
};
