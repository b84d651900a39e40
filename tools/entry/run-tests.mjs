import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const order = ['unit', 'int', 'e2e', 'secure'];

const runNode = (root, script, args) =>
  spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

/** Whether the linter is content with everything. */
export const lint = (root) => runNode(root, 'oxlint/bin/oxlint', ['--deny-warnings']);

/** The vitest projects that exist, cheap ones first; `npm test -- unit` picks some of them. */
export const projects = async (root) => {
  const { createVitest } = await import('vitest/node');
  const vitest = await createVitest('test', { root, watch: false, run: true });
  const names = new Set(vitest.projects.map(({ name }) => name));
  await vitest.close();
  const picked = process.argv.slice(2).filter((name) => names.has(name));
  return order.filter((name) => names.has(name) && (picked.length === 0 || picked.includes(name)));
};

const brokenFiles = ({ testResults }) => testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;

const countsOf = (file, sound) => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests + brokenFiles(report);
  // An error outside of any test, such as in the set-up, fails the run without failing a test.
  return { passed: report.numPassedTests, failed: sound ? failed : Math.max(failed, 1), skipped: report.numPendingTests + report.numTodoTests };
};

/** Runs one vitest project and counts its tests; a test file that does not load counts as one failure. */
export const runProject = (root, name) => {
  const folder = join(root, '.runtime');
  const file = join(folder, `vitest-${name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  console.log(`\n== ${name} ==`);
  const args = ['run', '--project', name, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return countsOf(file, runNode(root, 'vitest/vitest.mjs', args));
};
