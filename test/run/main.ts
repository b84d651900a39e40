import { ensureChromium } from '../harness/chromium.ts';
import { ensurePromtool } from '../harness/promtool.ts';
import { ensureToxiproxy } from '../harness/toxiproxy.ts';
import { canRunCluster, ensureTestRuntime } from './ensure-runtime.ts';
import { namedTests } from '../docs/requirements.ts';
import { runningTests } from '../docs/ways.ts';
import { testsThatDidNotRun, titlesOf } from './named-tests.ts';
import { failure, leftOut, sum, type Outcome } from './outcome.ts';
import { pickProjects, runProgram, runProject } from './projects.ts';

const log = (line: string): void => console.log(line);

const outcomes: Outcome[] = [];

const check = (what: string, program: string, ...args: string[]): void => {
  if (runProgram(program, args)) return;
  console.error(`${what} found something (see above); the tests run all the same.`);
  outcomes.push(failure(`${what} found something (see above)`));
};

/** The suites that run on three brokers. */
const onCluster = ['secure', 'faults'];

const withoutCluster = async (names: string[]): Promise<string[]> => {
  const left = names.filter((name) => onCluster.includes(name));
  if (left.length === 0 || (await canRunCluster())) return names;
  log(`The tests on three brokers (${left.join(', ')}) are left out: they need Java >= 17 and Maven >= 3.8.`);
  outcomes.push(leftOut(left.length));
  return names.filter((name) => !left.includes(name));
};

const withoutBrowser = (names: string[]): string[] => {
  if (!names.includes('browser') || ensureChromium(log) !== null) return names;
  log('\n*** The tests of the page are LEFT OUT: they need Chromium. Install it (apt-get install chromium, as root), or name one: CHROMIUM=/path/to/it ***\n');
  outcomes.push(leftOut(1));
  return names.filter((name) => name !== 'browser');
};

/**
 * A requirement is shown, and a documented command tried, by a test that ran and not by one
 * that is merely there.
 */
const unshown = (suites: readonly string[]): Outcome[] =>
  testsThatDidNotRun([...namedTests, ...runningTests], titlesOf(suites)).map(({ file, title }) => failure(`docs/requirements.md or test/docs/ways.ts names a test that did not run: ${file} «${title}»`));

try {
  check('The type check', 'typescript/bin/tsc');
  check("The type check of the page's tests", 'typescript/bin/tsc', '-p', 'web/tsconfig.test.json');
  check('The linter', 'oxlint/bin/oxlint', '--deny-warnings');
  check('The type check of the service worker', 'typescript/bin/tsc', '-p', 'web/worker');
  const names = withoutBrowser(await withoutCluster(await pickProjects(process.argv.slice(2))));
  const hasCluster = names.some((name) => onCluster.includes(name));
  if (names.includes('e2e') || hasCluster) await ensureTestRuntime(log, hasCluster);
  if (names.includes('faults')) await ensureToxiproxy(log);
  if (names.includes('unit')) await ensurePromtool(log);
  for (const name of names) outcomes.push(runProject(name));
  outcomes.push(...unshown(names));
} catch (error) {
  console.error((error as Error).message);
  outcomes.push(failure((error as Error).message));
}
const { passed, failed, skipped, failures, retried } = sum(outcomes);
// Once more at the end, where the long output of whole systems does not bury them.
for (const line of retried) console.error(`PASSED AT THE SECOND TRY ${line}`);
for (const line of failures) console.error(`FAILED ${line}`);
// The last line, which CI reads; nothing may follow it.
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
