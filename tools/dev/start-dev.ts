import { join } from 'node:path';
import { toRunning, type Started } from '../instance/running.ts';
import { startParts } from '../instance/start-instance.ts';
import type { App, InstanceOptions, RunningInstance } from '../instance/types.ts';
import { answers, waitUntil } from '../instance/wait-until.ts';
import { requireFree } from '../instance/ports.ts';
import { projectRoot } from '../runtime/paths.ts';
import { runCommand } from '../runtime/run-command.ts';
import { services } from '../../services/catalogue.ts';
import { affectedBy, entryOf } from './affected.ts';
import { createImportGraph, sourcesOf } from './imports.ts';
import { createRestarts, type Restartable, type Restarted } from './restarts.ts';
import { watchFiles } from './watch-files.ts';

/** A system whose services restart when their sources change. */
export interface DevInstance extends RunningInstance {
  /** Where a debugger attaches, by app id. */
  readonly debuggers: Readonly<Record<string, string>>;
  /** The process id of a part, as in `chat-api` and `chat-api.dapr`. */
  pid(part: string): number | undefined;
}

/** Beside those of the sidecar, which are 500 to 800 above the service's port. */
const debuggerAbove = 900;
const stopMs = 5_000;
const readyMs = 60_000;

const debuggersOf = ({ apps, portOffset }: InstanceOptions): Record<string, string> =>
  Object.fromEntries(services.filter(({ id }) => apps?.includes(id) ?? true).map(({ id, port }) => [id, `127.0.0.1:${port + debuggerAbove + portOffset}`]));

/**
 * A service opens its debugger, and does not wait for its sidecar to notice that it stops:
 * it is back at once.
 */
const environment = (debuggers: Readonly<Record<string, string>>): NonNullable<InstanceOptions['env']> =>
  Object.fromEntries(Object.entries(debuggers).map(([id, address]) => [id, { NODE_OPTIONS: `--inspect=${address}`, DRAIN_MS: '0' }]));

const restartable = ({ system: { supervisor, runFile } }: Started): Restartable => {
  const appOf = (id: string): App => runFile.apps.find(({ appID }) => appID === id)!;
  return {
    stop: (id) => supervisor.stop(id, 'SIGTERM', stopMs),
    start: (id) => supervisor.start(id),
    ready: (id, giveUp) => waitUntil(() => answers(`http://127.0.0.1:${appOf(id).appPort}/readyz`), readyMs, giveUp),
  };
};

const bundlePage = async (log: (line: string) => void): Promise<boolean> => {
  const { ok, output } = await runCommand(join(projectRoot, 'tools/node'), [join(projectRoot, 'tools/page/main.ts')]);
  if (!ok) log(`The page cannot be bundled:\n${output.trim().split('\n').slice(-12).join('\n')}`);
  return ok && !output.includes('up to date');
};

const say = ({ service, why, ready, tookMs }: Restarted, logDir: string): string =>
  ready ? `${service} restarted in ${(tookMs / 1000).toFixed(1)} s: ${why}` : `${service} does not answer after the change of ${why}: ${logDir}/${service}.log. It is tried again, and at once after the next change.`;

const watchSources = (started: Started, ids: readonly string[], tell: (done: Restarted) => void, log: (line: string) => void): (() => void) => {
  const graph = createImportGraph(sourcesOf(projectRoot));
  for (const id of ids) graph.reach(entryOf(id));
  const restart = createRestarts(restartable(started), tell);
  return watchFiles(projectRoot, (files) => {
    for (const file of files) graph.forget(file);
    const affected = affectedBy(files, ids, graph);
    const why = files.length === 1 ? files[0]! : `${files[0]} and ${files.length - 1} more`;
    for (const id of affected.services) restart(id, why);
    if (affected.page && ids.includes('chat-api')) void bundlePage(log).then((isNew) => isNew && restart('chat-api', 'the page was bundled; load it again'));
    if (affected.forSidecars.length > 0) log(`${affected.forSidecars.join(', ')}: sidecars read this at their start; end npm run dev and start it again.`);
  });
};

/**
 * Starts the system as `npm start` does, with debuggers, and restarts each service alone
 * when something that it imports changes.
 */
export const startDev = async (options: InstanceOptions, tell?: (done: Restarted) => void): Promise<DevInstance> => {
  const debuggers = debuggersOf(options);
  await requireFree(new Map(Object.entries(debuggers).map(([id, address]) => [Number(address.split(':')[1]), `the debugger of ${id}`])));
  const started = await startParts({ ...options, env: environment(debuggers) });
  const { log = () => undefined } = options;
  const running = toRunning(started);
  const unwatch = watchSources(started, Object.keys(debuggers), tell ?? ((done) => log(say(done, running.logDir))), log);
  return {
    ...running,
    debuggers,
    pid: started.system.supervisor.pid,
    stop: () => {
      unwatch();
      return running.stop();
    },
  };
};
