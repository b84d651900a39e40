import { expect } from 'vitest';
import { percentile } from '../bench/stats.ts';
import { refusedOf, runTrial, samplesOf, type Trial } from '../oracle/trial.ts';
import { faultsOf } from '../oracle/verdict.ts';
import { connectionOf, countMessages } from './kafka.ts';
import { sql } from './oracle.ts';
import { origin, system } from './system.ts';

/** How many events have been dead-lettered so far. */
export const deadLetters = async (): Promise<number> =>
  (await countMessages(system().kafkaBrokers, 'dlq.task-events')) + (await countMessages(system().kafkaBrokers, 'dlq.audit-log'));

/** Limits of a poll for whatever a fault may delay. */
export const patiently = { timeout: 90_000, interval: 500 };

/** For readers of the output: how long writes took, which no test asserts. */
const sayHowLong = (tookMs: readonly number[]): void => {
  const [p50, p99, slowest] = [0.5, 0.99, 1].map((share) => percentile(tookMs, share).toFixed(0));
  process.stderr.write(`[load] ${tookMs.length} writes: p50 ${p50} ms, p99 ${p99} ms, slowest ${slowest} ms\n`);
};

/**
 * Load, a fault in the middle of it, and then a count of everything; returns the statuses
 * of writes that were not accepted, 0 for no reply.
 */
export const underLoad = async (fault: () => Promise<unknown>, more: Partial<Pick<Trial, 'people' | 'perSecond' | 'patienceMs'>> = {}): Promise<number[]> => {
  const { kafkaBrokers, mailUrl } = system();
  const subject = { origin: origin(), sql, kafka: connectionOf(kafkaBrokers), mailUrl };
  const outcome = await runTrial(subject, { people: 4, perSecond: 20, steadyMs: { before: 2_000, after: 3_000 }, seed: 1, patienceMs: 90_000, fault, ...more });
  sayHowLong(samplesOf(outcome).map(({ tookMs }) => tookMs));
  expect(faultsOf(outcome.verdict)).toEqual([]);
  return refusedOf(outcome);
};
