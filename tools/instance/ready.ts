import type { System } from './system.ts';
import { sidecarName } from './dapr-cli.ts';
import { partError } from './spawn-part.ts';
import type { App } from './types.ts';
import { answers, waitUntil } from './wait-until.ts';
import { join } from 'node:path';

const readyMs = 60_000;

const logOf = ({ logDir }: System, part: string): string => join(logDir, `${part}.log`);

/** Waits until an app answers at /readyz; rejects with its last log lines. */
export const waitForApp = async (system: System, app: App, timeoutMs = readyMs): Promise<void> => {
  const url = `http://127.0.0.1:${app.appPort}/readyz`;
  if (await waitUntil(() => answers(url), timeoutMs)) return;
  throw partError(`${app.appID} is not ready after ${timeoutMs / 1000} s (${url}).`, logOf(system, app.appID));
};

/**
 * Waits until a sidecar has loaded its components and takes calls; rejects with its last
 * log lines.
 */
export const waitForSidecar = async (system: System, app: App, timeoutMs = readyMs): Promise<void> => {
  const url = `http://127.0.0.1:${app.daprHTTPPort}/v1.0/healthz/outbound`;
  if (await waitUntil(() => answers(url, { 'dapr-api-token': system.tokens.dapr }), timeoutMs)) return;
  throw partError(`The sidecar of ${app.appID} is not ready after ${timeoutMs / 1000} s.`, logOf(system, sidecarName(app.appID)));
};

/**
 * Waits for every app and sidecar; a late one fails the start or is only reported,
 * depending on the options.
 */
export const waitForSystem = async (system: System): Promise<void> => {
  const { options, runFile } = system;
  const results = await Promise.allSettled(runFile.apps.flatMap((app) => [waitForApp(system, app), waitForSidecar(system, app)]));
  const late = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []));
  if (late.length === 0) return;
  if (options.notReady !== 'warn') throw new Error(late.join('\n'));
  for (const message of late) options.log?.(message);
};
