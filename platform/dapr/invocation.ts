import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Unavailable } from '../db/outage.ts';

const failure = z.object({ status: z.number(), error_msg: z.string() });

/**
 * The answer of a failed invocation, which the SDK gives only in the text of its error;
 * null if there was none.
 */
export const failureOf = (error: unknown): z.infer<typeof failure> | null => {
  try {
    return failure.parse(JSON.parse((error as Error).message));
  } catch {
    return null;
  }
};

/**
 * Limits the wait for a callee, in ms, or rejects with {@link Unavailable}. The SDK has no
 * timeout, so a slower call is left to itself.
 */
export const within = async <T>(ms: number, callee: string, call: Promise<T>): Promise<T> => {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Unavailable(`${callee} does not answer within ${ms} ms`);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
};
