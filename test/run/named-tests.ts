import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeDir } from '../../tools/runtime/paths.ts';

/** A test that a page names, by its file and how its title begins. */
export interface NamedTest {
  file: string;
  title: string;
}

/** Which suite of npm test runs a file; undefined for one that it leaves to another command. */
const suiteOf = (file: string): string | undefined => {
  const folder = /^test\/(e2e|secure|faults|browser)\//.exec(file)?.[1];
  if (folder !== undefined) return folder;
  if (file.endsWith('.int.test.ts')) return 'int';
  return file.endsWith('.test.ts') ? 'unit' : undefined;
};

/** The part of a title before what vitest or the test fills in. */
const beginning = (title: string): string => title.split(/%[sdijo]|\$\{|\$\w/)[0]!;

/** How the tests of a suite ended: the titles of those that passed, and of those that were left out for want of something here. */
export interface Ended {
  passed: readonly string[];
  skipped: readonly string[];
}

/** The named tests of suites that ran which neither passed there nor were left out. */
export const missingTests = (named: readonly NamedTest[], suites: ReadonlyMap<string, Ended>): NamedTest[] =>
  named.filter(({ file, title }) => {
    const ended = suites.get(suiteOf(file) ?? '');
    return ended !== undefined && ![...ended.passed, ...ended.skipped].some((found) => found.startsWith(beginning(title)));
  });

interface Report {
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

const endedIn = (suite: string): Ended => {
  const file = join(runtimeDir, `vitest-${suite}.json`);
  if (!existsSync(file)) return { passed: [], skipped: [] };
  const tests = (JSON.parse(readFileSync(file, 'utf8')) as Report).testResults.flatMap(({ assertionResults }) => assertionResults);
  const titles = (isMeant: (status: string) => boolean): string[] => tests.filter(({ status }) => isMeant(status)).map(({ title }) => title);
  return { passed: titles((status) => status === 'passed'), skipped: titles((status) => status !== 'passed' && status !== 'failed') };
};

/** How the tests of each suite that ran have ended, by its report. */
export const readEnded = (suites: readonly string[]): Map<string, Ended> => new Map(suites.map((suite) => [suite, endedIn(suite)]));
