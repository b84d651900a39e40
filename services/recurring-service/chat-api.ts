import { z } from 'zod';
import { failureOf, within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { Unavailable } from '#platform/db/outage';
import { traceHeaders } from '#platform/telemetry';
import type { NextInstance } from './domain/next-instance.ts';

/**
 * The outcome of asking for the next instance: made now or earlier, the series has ended,
 * or its task is gone.
 */
export type Made = 'made' | 'there already' | 'ended' | 'gone';

/** Asks chat-api for the next instance; throws {@link Unavailable} while it cannot answer. */
export type MakeNext = (wish: NextInstance, correlationid: string) => Promise<Made>;

const callee = 'chat-api';
const timeoutMs = 5_000;

const answer = z.object({ created: z.boolean(), task: z.object({ id: z.string() }).nullable() });
/**
 * Daprd's own failures are 500 too, but carry a code; a 500 of chat-api is a bug, not an
 * outage.
 */
const passes = ({ status, error_msg }: NonNullable<ReturnType<typeof failureOf>>): boolean =>
  [429, 502, 503, 504].includes(status) || (status === 500 && error_msg.includes('ERR_DIRECT_INVOKE'));

const toError = (error: unknown): Error => {
  const failed = failureOf(error);
  if (failed !== null && !passes(failed)) return new Error(`${callee} refused: ${failed.status} ${failed.error_msg.slice(0, 500)}`, { cause: error });
  return new Unavailable(`${callee} is unavailable: ${failed?.status ?? (error as Error).message}`, { cause: error });
};

const call = (dapr: Pick<Dapr, 'invoker'>, path: string, wish?: { body: object; headers: Record<string, string> }): Promise<unknown> => {
  const method = wish === undefined ? 'get' : 'post';
  return within(timeoutMs, callee, dapr.invoker.invoke(callee, path, method, wish?.body, { headers: wish?.headers ?? {} }));
};

const toMade = (response: unknown): Made => {
  const { created, task } = answer.parse(response);
  if (created) return 'made';
  return task === null ? 'ended' : 'there already';
};

/** chat-api through the sidecar of this service. */
export const createMakeNext =
  (dapr: Pick<Dapr, 'invoker'>): MakeNext =>
  async ({ task_id, ...body }, correlationid) => {
    const headers = { 'x-correlation-id': correlationid, ...traceHeaders() };
    const response = await call(dapr, `internal/tasks/${task_id}/next`, { body, headers }).catch((error: unknown) => {
      if (failureOf(error)?.status === 404) return null;
      throw toError(error);
    });
    return response === null ? 'gone' : toMade(response);
  };

/** Rejects as long as chat-api does not answer. */
export const probeChatApi = (dapr: Pick<Dapr, 'invoker'>): Promise<unknown> => call(dapr, 'readyz');
