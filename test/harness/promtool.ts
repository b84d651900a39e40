import { existsSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../../tools/runtime/build-once.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { missingPrerequisites } from '../../tools/runtime/prerequisites.ts';
import { runCommand, type Result } from '../../tools/runtime/run-command.ts';
import { step, type Log } from '../../tools/runtime/step.ts';

const module = 'github.com/prometheus/prometheus';
const version = '0.313.5';
const lock = join(projectRoot, 'test/harness/promtool');
const builtDir = join(runtimeDir, `promtool-${version}`);
const built = join(builtDir, 'promtool-test-rules');

/** Tests Prometheus rules, as `promtool test rules` does. */
export type TestRules = (file: string) => Promise<Result>;

/** promtool as installed, or as built from its module; undefined if there is neither. */
export const findPromtool = async (): Promise<TestRules | undefined> => {
  if ((await runCommand('promtool', ['--version'], { timeoutMs: 10_000 })).ok) return (file) => runCommand('promtool', ['test', 'rules', file]);
  return existsSync(built) ? (file) => runCommand(built, [file]) : undefined;
};

const must = async (args: string[], cwd: string): Promise<string> => {
  const { ok, stdout, output } = await runCommand('go', args, { cwd });
  if (!ok) throw new Error(`go ${args[0]} failed: ${output.trim().split('\n').slice(-3).join(' ')}`);
  return stdout;
};

const build = async (folder: string): Promise<void> => {
  for (const file of ['go.mod', 'go.sum', 'main.go']) await copyFile(join(lock, file), join(folder, file));
  // go.sum locks the content of the module.
  const { Dir } = JSON.parse(await must(['mod', 'download', '-json', module], folder)) as { Dir: string };
  await copyFile(join(Dir, 'cmd/promtool/unittest.go'), join(folder, 'unittest.go'));
  await chmod(join(folder, 'unittest.go'), 0o644);
  await must(['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', 'promtool-test-rules', '.'], folder);
};

/**
 * Makes sure of promtool if that is cheap; otherwise says so, and the test of the rules is
 * skipped.
 */
export const ensurePromtool = async (log: Log): Promise<void> => {
  if ((await findPromtool()) !== undefined) return;
  const missing = await missingPrerequisites({ dapr: true, kafka: false });
  if (missing.length > 0) return log(`Without promtool the alert rules are not tested: install Prometheus, or ${missing.join(' and ')}.`);
  const building = step(log, `Building the rule tests of Prometheus ${version}`, 'a minute, once', () => buildOnce(builtDir, build));
  await building.catch((error: Error) => log(`Without promtool the alert rules are not tested: ${error.message}`));
};
