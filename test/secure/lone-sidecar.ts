import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../tools/instance/wait-until.ts';
import { system } from '../e2e/system.ts';

/** A sidecar by itself with one component. */
export interface LoneSidecar {
  /** Its HTTP API. */
  url: string;
  /** Its log so far. */
  log(): string;
  /** Resolves with its exit status. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

const ports = { http: 18_990, grpc: 18_991, internal: 18_992, metrics: 18_993 };

const daprd = (): string => join(system().dapr.runtimePath ?? homedir(), '.dapr/bin/daprd');

/** Starts daprd as an app's sidecar, with a component's text and an environment. */
export const startSidecar = (appId: string, component: string, env: Readonly<Record<string, string>>): LoneSidecar => {
  const folder = mkdtempSync(join(tmpdir(), 'todo-sidecar-'));
  writeFileSync(join(folder, 'component.yaml'), component);
  const args = [
    ['--app-id', appId],
    ['--resources-path', folder],
    ['--dapr-http-port', String(ports.http)],
    ['--dapr-grpc-port', String(ports.grpc)],
    ['--dapr-internal-grpc-port', String(ports.internal)],
    ['--metrics-port', String(ports.metrics)],
    ['--dapr-listen-addresses', '127.0.0.1'],
  ].flat();
  const child = spawn(daprd(), args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    url: `http://127.0.0.1:${ports.http}`,
    log: () => text,
    ended,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
      // Its output stays readable beside the logs of the others.
      appendFileSync(join(system().logDir, 'lone-sidecar.log'), text);
    },
  };
};

/** Waits until a sidecar takes calls. */
export const untilOutbound = async ({ url, log }: LoneSidecar): Promise<void> => {
  const isUp = await waitUntil(async () => (await fetch(`${url}/v1.0/healthz/outbound`)).ok, 60_000);
  if (!isUp) throw new Error(`the sidecar does not start:\n${log().slice(-2000)}`);
};
