import { existsSync, mkdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../../tools/runtime/build-once.ts';
import { endProcess } from '../../tools/instance/processes.ts';
import { endLeftovers, openRecord } from '../../tools/instance/record.ts';
import { spawnPart } from '../../tools/instance/spawn-part.ts';
import { waitUntil } from '../../tools/instance/wait-until.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { runCommand } from '../../tools/runtime/run-command.ts';
import { step, type Log } from '../../tools/runtime/step.ts';

const version = '2.12.0';
const lock = join(projectRoot, 'test/harness/toxiproxy');
const builtDir = join(runtimeDir, `toxiproxy-${version}`);
const built = join(builtDir, 'toxiproxy-server');

const build = async (folder: string): Promise<void> => {
  // go.sum locks the content of the modules.
  for (const file of ['go.mod', 'go.sum']) await copyFile(join(lock, file), join(folder, file));
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', 'toxiproxy-server', 'github.com/Shopify/toxiproxy/v2/cmd/server'];
  const { ok, output } = await runCommand('go', args, { cwd: folder });
  if (!ok) throw new Error(output.trim().split('\n').slice(-3).join(' '));
};

/** Makes sure of toxiproxy; false, with a message, if it cannot be built. */
export const ensureToxiproxy = async (log: Log): Promise<boolean> => {
  if (existsSync(built)) return true;
  try {
    await step(log, `Building toxiproxy ${version}`, 'half a minute, once', () => buildOnce(builtDir, build));
    return true;
  } catch (error) {
    log(`\n*** The faults of the network are LEFT OUT: toxiproxy cannot be built (${(error as Error).message}) ***\n`);
    return false;
  }
};

/** What happens to the bytes of a connection, in toxiproxy's terms. */
export interface Toxic {
  type: 'latency' | 'timeout' | 'reset_peer';
  stream?: 'upstream' | 'downstream';
  /** The share of connections that are affected. */
  toxicity?: number;
  attributes: Readonly<Record<string, number>>;
}

/** A route through the proxy, from one port of this machine to another. */
export interface Route {
  name: string;
  from: number;
  to: number;
}

/** A running toxiproxy. */
export interface Toxiproxy {
  /** Does this to all routes, including open connections. */
  poison(toxic: Toxic): Promise<void>;
  /** Ends every disturbance. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts toxiproxy with these routes; `port` is that of its own API, `dir` a folder of its own. */
export const startToxiproxy = async (dir: string, port: number, routes: readonly Route[]): Promise<Toxiproxy> => {
  const logFile = join(dir, 'toxiproxy.log');
  mkdirSync(dir, { recursive: true });
  await endLeftovers(dir, () => undefined);
  const record = openRecord(dir);
  const call = async (method: string, path: string, body?: object): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`toxiproxy answers ${response.status} to ${method} ${path}: ${await response.text()}`);
  };
  const pid = await spawnPart({ name: 'toxiproxy', command: built, args: ['-host', '127.0.0.1', '-port', String(port)], cwd: builtDir, logFile });
  record.add('toxiproxy', pid);
  const isUp = (): Promise<boolean> => fetch(`http://127.0.0.1:${port}/version`).then(({ ok }) => ok, () => false);
  if (!(await waitUntil(isUp, 10_000))) throw new Error(`toxiproxy does not start: ${logFile}`);
  for (const { name, from, to } of routes) await call('POST', '/proxies', { name, listen: `127.0.0.1:${from}`, upstream: `127.0.0.1:${to}`, enabled: true });
  return {
    poison: async (toxic) => {
      for (const { name } of routes) await call('POST', `/proxies/${name}/toxics`, toxic);
    },
    heal: () => call('POST', '/reset'),
    stop: async () => {
      await endProcess(pid, 'SIGTERM', 5_000);
      record.clear();
    },
  };
};
