import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Unavailable } from '../db/outage.ts';

const failure = z.object({ status: z.number(), error_msg: z.string() });

/** What an invocation was answered when it failed: the SDK says it only in the text of its error; null when there was no answer. */
export const failureOf = (error: unknown): z.infer<typeof failure> | null => {
  try {
    return failure.parse(JSON.parse((error as Error).message));
  } catch {
    return null;
  }
};

/** Waits for a callee's answer, in ms; the SDK has no timeout, so a call that takes longer is left to itself. Rejects with {@link Unavailable}. */
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
