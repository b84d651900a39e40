import type { Bench } from '../bench.ts';
import { untilSettled } from './settled.ts';
import type { Operation } from '../../oracle/ledger.ts';
import { judge } from '../../oracle/settle.ts';
import { sqlAt } from '../../oracle/sql.ts';
import { faultsOf } from '../../oracle/verdict.ts';

/** Whether everything that was requested has had its effects, once and in order. */
export interface Judgement {
  operations: number;
  acknowledged: number;
  /** What each consumer, topic and table had to contain. */
  expected: Record<string, number>;
  /** Empty if nothing is missing, doubled or out of order. */
  faults: object[];
}

const ledgerOf = (operations: readonly Operation[]) => ({
  operations,
  ask: (): never => {
    throw new Error('this ledger is closed');
  },
  users: () => [...new Set(operations.map(({ user }) => user))],
  count: (outcome: Operation['outcome']) => operations.filter((operation) => operation.outcome === outcome).length,
});

const settleLimitMs = 600_000;

/**
 * Reads every table and topic to its end and compares it with everything that the client
 * has requested.
 */
export const judgeAll = async (bench: Bench): Promise<Judgement> => {
  const { client, instance, say } = bench;
  // After an overload the last effects come late, but that is another finding.
  await untilSettled(bench, settleLimitMs);
  say('the oracle reads every table and topic …');
  const ledger = ledgerOf(await client.operations());
  const verdict = await judge({ sql: sqlAt(instance.databaseUrl), kafka: { clientId: 'bench', bootstrapBrokers: instance.kafkaBrokers.split(',') } }, ledger);
  const faults = faultsOf(verdict);
  say(faults.length === 0 ? 'nothing is missing, double or out of order' : `FAULTS: ${JSON.stringify(faults)}`);
  return {
    operations: ledger.operations.length,
    acknowledged: ledger.count('acknowledged'),
    expected: Object.fromEntries(verdict.findings.map(({ consumer, expected }) => [consumer, expected])),
    faults,
  };
};
