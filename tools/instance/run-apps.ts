import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { appPart, findEveryMs, isApp, isSidecarOf, logOf, runCli, sidecarPart, type CliContext } from './dapr-cli.ts';
import { linkNewest } from './logs.ts';
import { isAlive, listProcesses, type Process } from './processes.ts';
import { partError } from './spawn-part.ts';
import type { Part, Supervisor } from './supervisor.ts';
import type { App } from './types.ts';

interface Awaited {
  app: App;
  kind: 'app' | 'daprd';
  part: Part;
  matches(process: Process): boolean;
}

const awaitedParts = (context: CliContext): Awaited[] =>
  context.runFile.apps.flatMap((app): Awaited[] => [
    { app, kind: 'daprd', part: sidecarPart(context, app), matches: (process) => isSidecarOf(app, process) },
    { app, kind: 'app', part: appPart(context, app), matches: (process) => isApp(app, process) },
  ]);

/**
 * Starts everything with `dapr run -f` and finds what it started; resolves when each
 * process was found or has already ended.
 */
const runWithCli = async (context: CliContext, found: Supervisor['watch']): Promise<void> => {
  const log = logOf(context, 'dapr-cli');
  rmSync(log, { force: true });
  const cli = await runCli(context, 'dapr-cli', context.runFile.path);
  let missing = awaitedParts(context);
  while (missing.length > 0) {
    const alive = isAlive(cli);
    const output = readFileSync(log, 'utf8');
    const children = (await listProcesses()).filter(({ parent }) => parent === cli);
    missing = missing.filter(({ app, kind, part, matches }) => {
      const process = children.find(matches);
      // Reported as started but not found: it has ended since.
      if (process === undefined && alive && !output.includes(`Started Dapr with app id "${app.appID}"`)) return true;
      linkNewest(app, kind, part.logFile);
      found(part, process?.pid);
      return false;
    });
    if (!alive) throw partError('`dapr run` ended.', log);
    await sleep(findEveryMs);
  }
};

/** Starts each sidecar with its own CLI and environment, and each app beside it. */
const runApart = async (context: CliContext, run: Supervisor['run']): Promise<void> => {
  await Promise.all(context.runFile.apps.flatMap((app) => [run(sidecarPart(context, app)), run(appPart(context, app))]));
};

/** Starts every app with its sidecar, supervised. */
export const runApps = (context: CliContext, supervisor: Supervisor): Promise<void> =>
  context.sidecarEnv === undefined ? runWithCli(context, supervisor.watch) : runApart(context, supervisor.run);
