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

/** What vitest, or the test, puts a value for. */
const filledIn = /%[sdijo]|\$\{[^}]*\}|\$[a-z][\w.]*/g;

/** How a title begins once its values are filled in. */
const patternOf = (title: string): RegExp => new RegExp(`^${title.split(filledIn).map(RegExp.escape).join('.*')}`);

/**
 * The named tests of suites that ran which are not among what ran there; `titles` has those
 * of each suite that ran.
 */
export const testsThatDidNotRun = (named: readonly NamedTest[], titles: ReadonlyMap<string, readonly string[]>): NamedTest[] =>
  named.filter(({ file, title }) => {
    const pattern = patternOf(title);
    return titles.get(suiteOf(file) ?? '')?.every((found) => !pattern.test(found)) ?? false;
  });

interface Report {
  testResults: { assertionResults: { title: string }[] }[];
}

const titlesIn = (suite: string): string[] => {
  const file = join(runtimeDir, `vitest-${suite}.json`);
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as Report).testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title));
};

/**
 * The titles of the tests of each suite, by its report: of those that passed, of those that
 * failed and count as such anyway, and of those for which this machine lacks something.
 */
export const titlesOf = (suites: readonly string[]): Map<string, string[]> => new Map(suites.map((suite) => [suite, titlesIn(suite)]));
