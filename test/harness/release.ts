import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from '../../tools/instance/types.ts';
import { buildOnce } from '../../tools/runtime/build-once.ts';
import type { Dapr } from '../../tools/runtime/dapr.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { runCommand } from '../../tools/runtime/run-command.ts';
import { step, type Log } from '../../tools/runtime/step.ts';

/** A commit, unpacked with its packages and its page. */
export interface Checkout {
  commit: string;
  root: string;
}

const must = async (command: string, args: readonly string[], cwd = projectRoot): Promise<string> => {
  const { ok, stdout, output } = await runCommand(command, args, { cwd });
  if (!ok) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed:\n${output.trim().split('\n').slice(-8).join('\n')}`);
  return stdout;
};

const unpack = async (commit: string, folder: string): Promise<void> => {
  const archive = join(folder, 'release.tar');
  await must('git', ['archive', `--output=${archive}`, commit]);
  await must('tar', ['-xf', archive, '-C', folder]);
  rmSync(archive);
  // No package that runs in a service needs its install script.
  await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  await must('npm', ['run', '--silent', 'build'], folder);
};

/**
 * Unpacks an earlier version of the project into .runtime/releases, once; undefined, with a
 * message, if this clone does not have its commit.
 */
export const checkOut = async (ref: string, log: Log): Promise<Checkout | undefined> => {
  const { ok, stdout } = await runCommand('git', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], { cwd: projectRoot });
  if (!ok) {
    log(`\n*** The upgrade is LEFT OUT: this clone has no commit ${ref}. Fetch the whole history (git fetch --unshallow), or name another one in UPGRADE_FROM. ***\n`);
    return undefined;
  }
  const commit = stdout.trim();
  const root = join(runtimeDir, 'releases', commit);
  if (!existsSync(root)) await step(log, `Unpacking ${commit.slice(0, 7)} with its packages`, 'a minute, once', () => buildOnce(root, (folder) => unpack(commit, folder)));
  return { commit, root };
};

/** What is built of Dapr has a digest of its source in its name: under one name it is the same. */
const shareDapr = (root: string): void => {
  const theirs = join(root, '.runtime');
  mkdirSync(theirs, { recursive: true });
  for (const name of readdirSync(runtimeDir).filter((entry) => /^dapr-\d/.test(entry))) {
    if (!existsSync(join(theirs, name))) symlinkSync(join(runtimeDir, name), join(theirs, name));
  }
};

const askForDapr = `
  const { ensureRuntime } = await import('./tools/runtime/ensure.ts');
  console.log(JSON.stringify(await ensureRuntime(console.error, { kafka: false })));
`;

/** Makes sure of the Dapr that a checkout runs on, as its own `npm start` does. */
export const withItsDapr = async ({ commit, root }: Checkout, log: Log): Promise<Release> => {
  shareDapr(root);
  const printed = await step(log, `The Dapr of ${commit.slice(0, 7)}`, 'there already, or 5 minutes', () => must(join(root, 'tools/node'), ['--input-type=module', '--eval', askForDapr], root));
  return { root, dapr: JSON.parse(printed) as Dapr };
};
