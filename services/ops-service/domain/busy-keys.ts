import { positionOf } from './lag.ts';

interface KeyMix {
  events: number;
  /** The number of events of each key, squared and added up. */
  squares: number;
}

/** How the events of one partition spread over their keys, as a consumer reported it. */
export interface ToldMix {
  consumer: string;
  topic: string;
  partition: number;
  keys?: KeyMix | undefined;
}

type Kept = Omit<ToldMix, 'keys'> & { keys: KeyMix; at: number };

/** By consumer and partition. */
export type Mixes = ReadonlyMap<string, Kept>;

/**
 * Adds what consumers reported now. Of several replicas one answers at a time, so reports
 * stay valid for `keepMs`.
 */
export const learnMixes = (before: Mixes, told: readonly ToldMix[], at: number, keepMs: number): Mixes => {
  const next = new Map([...before].filter(([, kept]) => kept.at > at - keepMs));
  for (const { keys, ...place } of told) if (keys !== undefined) next.set(positionOf(place), { ...place, keys, at });
  return next;
};

const weigh = (mixes: readonly Kept[]): number => {
  const [events, squares] = [mixes.reduce((sum, { keys }) => sum + keys.events, 0), mixes.reduce((sum, { keys }) => sum + keys.squares, 0)];
  return squares === 0 ? 0 : events ** 2 / squares;
};

/**
 * By topic: how many equally busy keys would bring its events (the inverse of Simpson's
 * index). A hundred alike are 100; if one brings nine events in ten, the result is little
 * more than 1, however many others there are. Each consumer sees every event; the one
 * that saw most counts.
 */
export const busyKeysOf = (mixes: Mixes): Map<string, number> => {
  const byReader = Map.groupBy(mixes.values(), ({ consumer, topic }) => `${consumer} ${topic}`);
  const busiest = new Map<string, number>();
  for (const kept of byReader.values()) {
    const { topic } = kept[0]!;
    busiest.set(topic, Math.max(weigh(kept), busiest.get(topic) ?? 0));
  }
  return busiest;
};
