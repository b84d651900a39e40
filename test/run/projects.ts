import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { outcomeOf, type Outcome } from './outcome.ts';

const order = ['unit', 'int', 'browser', 'e2e', 'secure', 'faults'];

/** Runs a program of a package and shows its output; resolves with whether it ended well. */
export const runProgram = (program: string, args: readonly string[]): boolean =>
  spawnSync(process.execPath, [join(projectRoot, 'node_modules', program), ...args], { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

/**
 * The vitest projects to run, cheap ones first: those requested, or all except the one that
 * needs a Kubernetes cluster.
 */
export const pickProjects = async (asked: readonly string[]): Promise<string[]> => {
  const vitest = await createVitest('test', { root: projectRoot, watch: false, run: true });
  const names = new Set(vitest.projects.map(({ name }) => name));
  await vitest.close();
  const picked = asked.filter((name) => names.has(name));
  return order.filter((name) => names.has(name) && (picked.length === 0 || picked.includes(name)));
};

/**
 * Runs one vitest project and counts its tests; a test file that does not load counts as
 * one failure.
 */
export const runProject = (name: string): Outcome => {
  const file = join(runtimeDir, `vitest-${name}.json`);
  mkdirSync(runtimeDir, { recursive: true });
  rmSync(file, { force: true });
  console.log(`\n== ${name} ==`);
  const args = ['run', '--project', name, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return outcomeOf(name, file, runProgram('vitest/vitest.mjs', args));
};
