import { setTimeout as sleep } from 'node:timers/promises';
import { signUp, type Person } from '../e2e/client.ts';
import { createRandom } from '../helpers/random.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import { isCaughtUp } from './caught-up.ts';
import { judgeMails } from './external.ts';
import { createLedger } from './ledger.ts';
import { startLoad, type LoadOptions } from './load.ts';
import type { Sql } from './sql.ts';
import type { Connection } from './read-topic.ts';
import { openPages } from './pages.ts';
import { judge, untilComplete, type Sight } from './settle.ts';
import type { Verdict } from './verdict.ts';
import { createWriter, type Sample } from './writer.ts';

/** The system under trial. */
export interface Subject {
  origin: string;
  sql: Sql;
  /** Left out if they cannot be reached from here: then topics, or mails, are not examined. */
  kafka?: Connection;
  mailUrl?: string;
}

/** One trial: load, a fault in the middle of it, and then a count of everything. */
export interface Trial {
  people: number;
  perSecond: number;
  /** The length of the load before the fault, and after it has healed. */
  steadyMs: { before: number; after: number };
  seed: number;
  /** Injects the fault and heals it. */
  fault: (people: readonly Person[]) => Promise<unknown>;
  who?: LoadOptions['who'];
  shares?: LoadOptions['shares'];
  /**
   * How many people have a page open all the time, which must show each of their changes
   * once; for faults that do not affect live updates.
   */
  watching?: number;
  /** How long all effects may take after the load has ended. */
  patienceMs: number;
}

/** The result of a trial; times are milliseconds. */
export interface Outcome {
  verdict: Verdict;
  operations: { acknowledged: number; refused: number; unknown: number };
  samples: { before: Sample[]; during: Sample[]; after: Sample[] };
  faultMs: number;
  /** From the end of the fault until consumers were no further behind than in normal operation. */
  recoveryMs: number;
}

/** Every write of a trial. */
export const samplesOf = ({ samples }: Outcome): Sample[] => [...samples.before, ...samples.during, ...samples.after];

/** The statuses of writes that were not accepted, each once; 0 for no reply. */
export const refusedOf = (outcome: Outcome): number[] => [...new Set(samplesOf(outcome).map(({ status }) => status))].filter((status) => status !== 200 && status !== 201);

const sleepUntil = (epochMs: number): Promise<void> => sleep(Math.max(0, epochMs - Date.now()));

const timeRecovery = async (sql: Sql, people: readonly string[], patienceMs: number): Promise<number> => {
  const healed = performance.now();
  while (performance.now() - healed < patienceMs && !(await isCaughtUp(sql, people).catch(() => false))) await sleep(250);
  return performance.now() - healed;
};

const phases = (samples: readonly Sample[], from: number, to: number): Outcome['samples'] => ({
  before: samples.filter(({ sentAt }) => sentAt < from),
  during: samples.filter(({ sentAt }) => sentAt >= from && sentAt < to),
  after: samples.filter(({ sentAt }) => sentAt >= to),
});

const addressesOf = async (sql: Sql, people: readonly string[]): Promise<string[]> =>
  (await sql<{ email: string }>('select email from chat_api.users where id = any($1::uuid[])', [people])).map(({ email }) => email);

/** Runs a trial. The seed decides what is written, and may be used by the fault too. */
export const runTrial = async ({ origin, sql, kafka, mailUrl }: Subject, trial: Trial): Promise<Outcome> => {
  const { steadyMs, perSecond, patienceMs, seed, who, shares } = trial;
  const people = await aFewAtATime(Array.from({ length: trial.people }), () => signUp(origin));
  const ids = people.map(({ id }) => id);
  const pages = await openPages(people.slice(0, trial.watching ?? 0), origin);
  const ledger = createLedger();
  const writer = createWriter(ledger);
  const stop = startLoad({ writer, people, perSecond, random: createRandom(seed), who, shares });
  await sleep(steadyMs.before);
  const from = performance.now();
  // If the fault itself fails, the load has been for nothing.
  await trial.fault(people).catch((error: unknown) => stop().then(() => Promise.reject(error)));
  const to = performance.now();
  const recovery = timeRecovery(sql, ids, patienceMs);
  await sleep(steadyMs.after);
  // A machine that is busy with the load alone gets time to recover at the end.
  await Promise.race([recovery, sleep(2 * steadyMs.after)]);
  await stop();
  const unknown = ledger.count('unknown');
  const loadSamples = [...writer.samples];
  await writer.askAgain();
  await sleepUntil(writer.lastDueAt);
  const addresses = await addressesOf(sql, ids);
  const more: Sight['more'] = async (tables) => [
    ...(mailUrl === undefined ? [] : [await judgeMails(mailUrl, tables, addresses)]),
    pages.judge(tables),
  ];
  const sight: Sight = { sql, kafka, more };
  const patience = { timeoutMs: patienceMs, intervalMs: 500 };
  await untilComplete(sight, ledger, patience);
  // A person's events are handled in order: once a later one has come through, nothing of
  // the earlier ones is still to come.
  await aFewAtATime(people, writer.plain);
  await untilComplete(sight, ledger, patience);
  const verdict = await judge(sight, ledger);
  pages.close();
  return {
    verdict,
    operations: { acknowledged: ledger.count('acknowledged'), refused: ledger.count('refused'), unknown },
    samples: phases(loadSamples, from, to),
    faultMs: to - from,
    recoveryMs: await recovery,
  };
};
