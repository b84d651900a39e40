import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildOnce } from './build-once.ts';
import { applyEdit, daprdEdits } from './daprd-edits.ts';
import { projectRoot, runtimeDir } from './paths.ts';
import { runCommand } from './run-command.ts';
import { step, type Log } from './step.ts';
import { findVersion, isAtLeast } from './version.ts';

const cliVersion = '1.16.5';
const daprdVersion = '1.18.2';
/** The module's checksum; its own go.sum locks everything below it. */
const daprdSum = 'h1:yT1BXImaUiYtIKaKVnOBiWVFqQU1ckQaiXkXEO2+Dh0=';

/** The first release that has the second half of {@link daprdEdits} itself. */
const mended = [1, 18, 3];

/** A Dapr CLI and the place of its daprd; `runtimePath` is undefined for ~/.dapr. */
export interface Dapr {
  cli: string;
  runtimePath: string | undefined;
}

/** Changes with every edit, so that an older build is not mistaken for this one. */
const edits = createHash('sha256').update(JSON.stringify(daprdEdits)).digest('hex').slice(0, 8);
const builtDir = join(runtimeDir, `dapr-${daprdVersion}-${edits}-cli-${cliVersion}`);

/** The Dapr that `npm start` builds when none is installed. */
export const builtDapr: Dapr = { cli: join(builtDir, 'dapr'), runtimePath: builtDir };

/** An installed Dapr (`dapr init`) that is new enough. */
export const findInstalledDapr = async (log: Log): Promise<Dapr | undefined> => {
  const runtimePath = process.env['DAPR_RUNTIME_PATH'];
  const daprd = join(runtimePath ?? homedir(), '.dapr/bin/daprd');
  if (!existsSync(daprd)) return undefined;
  const [cli, runtime] = await Promise.all([
    runCommand('dapr', ['--version'], { timeoutMs: 10_000 }),
    runCommand(daprd, ['--version'], { timeoutMs: 10_000 }),
  ]);
  const version = findVersion(runtime.stdout);
  if (!cli.ok || version === undefined || !isAtLeast(version, [1, 16])) return undefined;
  if (!isAtLeast(version, mended)) log(`daprd ${version.join('.')} is installed: one event whose traceid is no text ends it for good. Version ${mended.join('.')} has that mended (dapr upgrade).`);
  return { cli: 'dapr', runtimePath };
};

/** Whether {@link buildDapr} has nothing left to do. */
export const isDaprBuilt = (): boolean => existsSync(builtDir);

const must = async (command: string, args: string[], cwd: string): Promise<string> => {
  const { ok, stdout, output } = await runCommand(command, args, { cwd });
  if (!ok) throw new Error(`${command} ${args.slice(0, 2).join(' ')} … failed:\n${output.trim().split('\n').slice(-12).join('\n')}`);
  return stdout;
};

/** A copy of the module's source with our edits. */
const editedSource = async (module: string, to: string): Promise<string> => {
  const source = join(to, 'source');
  await cp(module, source, { recursive: true });
  for (const edit of daprdEdits) {
    const file = join(source, edit.file);
    // The module cache is read-only, and so are its copies.
    for (const path of [dirname(file), file]) await chmod(path, 0o755);
    await writeFile(file, applyEdit(await readFile(file, 'utf8'), edit));
  }
  return source;
};

const buildDaprd = async (to: string): Promise<void> => {
  const module = `github.com/dapr/dapr@v${daprdVersion}`;
  const { Dir, Sum } = JSON.parse(await must('go', ['mod', 'download', '-json', module], to)) as { Dir: string; Sum: string };
  if (Sum !== daprdSum) throw new Error(`${module} has the checksum ${Sum} instead of ${daprdSum}`);
  const source = await editedSource(Dir, to);
  // Built in the module's own folder, so that its go.mod and go.sum apply; as a dependency
  // its replaces would be lost.
  await must(
    'go',
    ['build', '-mod=readonly', '-tags', 'stablecomponents', '-trimpath', '-ldflags', `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${daprdVersion}`, '-o', join(to, 'daprd'), './cmd/daprd'],
    source,
  );
  await must('chmod', ['-R', 'u+w', source], to);
  await rm(source, { recursive: true });
};

const buildCli = async (to: string): Promise<void> => {
  const lock = join(projectRoot, 'tools/runtime/dapr-cli');
  for (const file of ['go.mod', 'go.sum']) await copyFile(join(lock, file), join(to, file));
  await must('go', ['build', '-mod=readonly', '-trimpath', '-ldflags', `-s -w -X main.version=${cliVersion}`, '-o', join(to, 'dapr'), 'github.com/dapr/cli'], to);
};

/** Builds the Dapr CLI and daprd from Go modules, once. */
export const buildDapr = (log: Log): Promise<void> =>
  buildOnce(builtDir, async (folder) => {
    await mkdir(join(folder, '.dapr/bin'), { recursive: true });
    await step(log, `Building daprd ${daprdVersion}`, '5 minutes, once', () => buildDaprd(join(folder, '.dapr/bin')));
    await step(log, `Building the Dapr CLI ${cliVersion}`, '3 minutes, once', () => buildCli(folder));
  });
