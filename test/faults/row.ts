import { expect, it } from 'vitest';
import type { Person } from '../e2e/client.ts';
import { connectionOf } from '../e2e/kafka.ts';
import { sql } from '../e2e/oracle.ts';
import { origin, system } from '../e2e/system.ts';
import { createRandom } from '../helpers/random.ts';
import { refusedOf, runTrial, type Outcome, type Trial } from '../oracle/trial.ts';
import { faultsOf } from '../oracle/verdict.ts';
import { keepResult, toResult } from './results.ts';

/** What a fault can use. */
export interface Hands {
  people: readonly Person[];
  /** Numbers in [0, 1) derived from the seed. */
  random: () => number;
  /** Keeps a figure for the report. */
  note(name: string, value: string | number): void;
}

/** A fault to survive, and what must hold besides the invariant. */
export interface Row {
  /** The name of its result file. */
  id: string;
  injects: string;
  /** What must be there before the load begins. */
  prepare?: () => Promise<void>;
  fault: (hands: Hands) => Promise<unknown>;
  /**
   * A tool that not every machine has; without it the row is left out, which whoever looked
   * for the tool has reported.
   */
  needs?: () => unknown;
  holds?: (outcome: Outcome) => unknown;
  /** Where people reach the system; by default at chat-api itself. */
  entry?: () => string;
  timeoutMs?: number;
  load?: Partial<Pick<Trial, 'people' | 'perSecond' | 'who' | 'watching' | 'patienceMs'>>;
}

const seedOf = (): number => Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Every write is answered as if there were no fault. */
export const allAccepted = (outcome: Outcome): void => expect(refusedOf(outcome)).toEqual([]);

/** Writes are done or refused with a reason; none is left without an answer. */
export const allAnswered = (outcome: Outcome): void => expect(refusedOf(outcome).filter((status) => status !== 503)).toEqual([]);

/** Tries a fault under load: nothing is lost, doubled, out of order or dead-lettered. */
export const survives = ({ id, injects, prepare, fault, needs = () => true, holds, entry = origin, timeoutMs = 600_000, load = {} }: Row): void => {
  it(`nothing is lost, doubled, out of order or dead-lettered by: ${injects}`, async ({ skip }) => {
    if (needs() === undefined) skip();
    await prepare?.();
    const seed = seedOf();
    const notes: Record<string, string | number> = {};
    const { kafkaBrokers, mailUrl } = system();
    const trial: Trial = {
      people: 12, perSecond: 12, steadyMs: { before: 10_000, after: 10_000 }, patienceMs: 120_000, seed, ...load,
      fault: (people) => fault({ people, random: createRandom(seed + 1), note: (name, value) => void (notes[name] = value) }),
    };
    const outcome = await runTrial({ origin: entry(), sql, kafka: connectionOf(kafkaBrokers), mailUrl }, trial);
    keepResult(toResult({ id, injected: injects, seed, per_second: trial.perSecond, people: trial.people, notes }, outcome));
    expect(faultsOf(outcome.verdict), `FAULTS_SEED=${seed} tries the same again`).toEqual([]);
    holds?.(outcome);
  }, timeoutMs);
};
