import { expect } from 'vitest';
import { sqlAt, type Sql } from '../oracle/sql.ts';
import { refusedOf, runTrial } from '../oracle/trial.ts';
import { faultsOf } from '../oracle/verdict.ts';

/** The database in the cluster, through a port of this machine. */
export const sqlOn = (port: number): Sql => sqlAt(`postgres://todo:todo@127.0.0.1:${port}/todo`);

/**
 * Neither the brokers nor a mail inbox can be reached from here, so only the tables of all
 * services are read.
 */
const quiet = { reminded: 0, daily: 0 };

/**
 * Ten tasks a second, a fault in the middle, and then a count of everything; returns the
 * statuses of writes that were not accepted.
 */
export const underLoad = async (origin: string, sql: Sql, fault: () => Promise<unknown>): Promise<number[]> => {
  const trial = { people: 4, perSecond: 10, steadyMs: { before: 3_000, after: 3_000 }, seed: 1, patienceMs: 120_000, shares: quiet, fault };
  const outcome = await runTrial({ origin, sql }, trial);
  expect(faultsOf(outcome.verdict)).toEqual([]);
  process.stderr.write(`[k8s] ${outcome.operations.acknowledged} tasks acknowledged, one effect of each\n`);
  return refusedOf(outcome);
};
