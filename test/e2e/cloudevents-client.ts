import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../../tools/runtime/build-once.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { runCommand } from '../../tools/runtime/run-command.ts';
import { step, type Log } from '../../tools/runtime/step.ts';

/** That of the SDK in go.mod. */
const version = '2.16.2';
const source = join(projectRoot, 'test/e2e/cloudevents-client');
const builtDir = join(runtimeDir, `cloudevents-client-${version}`);
const built = join(builtDir, 'cloudevents-client');

const build = async (folder: string): Promise<void> => {
  for (const file of ['go.mod', 'go.sum', 'main.go']) await copyFile(join(source, file), join(folder, file));
  const { ok, output } = await runCommand('go', ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', 'cloudevents-client', '.'], { cwd: folder });
  if (!ok) throw new Error(output.trim().split('\n').slice(-3).join(' '));
};

/** Makes sure of a program that publishes with the CloudEvents SDK for Go; false, and said, where it cannot be built. */
export const ensureCloudEventsClient = async (log: Log): Promise<boolean> => {
  if (existsSync(built)) return true;
  try {
    await step(log, `Building a client with the CloudEvents SDK ${version} for Go`, 'a minute, once', () => buildOnce(builtDir, build));
    return true;
  } catch (error) {
    log(`\n*** The CloudEvents SDK for Go is LEFT OUT: its client cannot be built (${(error as Error).message}) ***\n`);
    return false;
  }
};

/** Publishes an event with that program. */
export const publishWithSdk = (brokers: string, topic: string, mode: 'structured' | 'binary', event: object): void => {
  const { status, stderr } = spawnSync(built, [brokers, topic, mode], { input: JSON.stringify(event), encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(stderr);
};
