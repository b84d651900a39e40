import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../e2e/client.ts';
import type { Writer } from './writer.ts';

/**
 * The share of writes about tasks with a reminder that becomes due during the run, and
 * about a daily series.
 */
export interface Shares {
  reminded: number;
  daily: number;
}

const usualShares: Shares = { reminded: 0.15, daily: 0.15 };
/** What to write, and how often. */
export interface LoadOptions {
  writer: Writer;
  people: readonly Person[];
  perSecond: number;
  /** Seeded numbers in [0, 1), which choose what is written next. */
  random: () => number;
  shares?: Shares | undefined;
  /** Chooses who writes; by default all of them in turn. */
  who?: ((people: readonly Person[], turn: number) => Person) | undefined;
}

/** Sends nothing new, and waits for the replies that are still to come. */
export type StopLoad = () => Promise<void>;

const reminderMs = { least: 12_000, most: 20_000 };

/**
 * Writes at a steady rate, whether or not earlier writes are answered: mostly plain tasks,
 * some with a reminder that becomes due during the run, some of a daily series that are
 * finished at once.
 */
export const startLoad = ({ writer, people, perSecond, random, shares = usualShares, who = (all, turn) => all[turn % all.length]! }: LoadOptions): StopLoad => {
  const underWay = new Set<Promise<void>>();
  const state = { stopped: false };

  const write = (person: Person): Promise<void> => {
    const choice = random();
    if (choice < shares.daily) return writer.daily(person);
    if (choice > shares.daily + shares.reminded) return writer.plain(person);
    return writer.reminded(person, Date.now() + reminderMs.least + random() * (reminderMs.most - reminderMs.least));
  };

  const go = async (): Promise<void> => {
    const began = performance.now();
    for (let turn = 0; !state.stopped; turn++) {
      await sleep(Math.max(0, began + (turn * 1_000) / perSecond - performance.now()));
      const written = write(who(people, turn)).finally(() => underWay.delete(written));
      underWay.add(written);
    }
  };
  const going = go();

  return async () => {
    state.stopped = true;
    await going;
    await Promise.all(underWay);
  };
};
