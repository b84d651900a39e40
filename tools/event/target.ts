import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AdminOptions } from '@platformatic/kafka';
import { readConnection } from '#platform/kafka/connection';
import { readRunFile } from '../instance/run-file.ts';
import { readTokens } from '../instance/tokens.ts';
import { projectRoot, runtimeDir } from '../runtime/paths.ts';

/** The system on this machine to which events are sent. */
export interface Target {
  connection: AdminOptions;
  /** The base URL of an app's sidecar. */
  sidecarOf(app: string): string;
  /** What the sidecars ask for, where they ask. */
  token: string | undefined;
  /** The log of an app, for a person to look at. */
  logOf(app: string): string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Finds the system that npm start or npm run dev has started, by what it has left in its
 * folder; TODO_INSTANCE names another than theirs.
 */
export const findTarget = (env: Env): Target => {
  const dir = join(runtimeDir, env['TODO_INSTANCE'] ?? 'local');
  const own = join(dir, 'dapr.yaml');
  const { apps } = readRunFile(existsSync(own) ? own : join(projectRoot, 'dapr.yaml'));
  const servers = env['KAFKA_BOOTSTRAP_SERVERS'] ?? apps.map((app) => app.env['KAFKA_BOOTSTRAP_SERVERS']).find((found) => found !== undefined);
  return {
    connection: readConnection({ ...env, KAFKA_BOOTSTRAP_SERVERS: servers }, 'todo-event'),
    sidecarOf: (id) => `http://127.0.0.1:${apps.find(({ appID }) => appID === id)!.daprHTTPPort}`,
    token: env['DAPR_API_TOKEN'] ?? (existsSync(join(dir, 'tokens.json')) ? readTokens(dir).dapr : undefined),
    logOf: (id) => join(dir, 'logs', `${id}.log`),
  };
};
