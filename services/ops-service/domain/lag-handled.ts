import { placeOf, positionOf, type PartitionLog } from './lag.ts';

/** What one replica of a consumer told: the offset after the last event that it handled. */
export interface Told {
  consumer: string;
  topic: string;
  partition: number;
  offset: number;
}

/** What is known of the partitions: the furthest offset by consumer and partition, and the log ends at that time. */
export interface Known {
  handled: ReadonlyMap<string, number>;
  ends: ReadonlyMap<string, number>;
}

/** Nothing yet. */
export const nothingKnown: Known = { handled: new Map(), ends: new Map() };

/**
 * Adds what the consumers told just before the ends of the logs were read. Replicas answer in turn and offsets only grow, so the furthest counts;
 * a log that ends earlier than before is a topic made anew, and an offset past the end is from before that.
 */
export const learn = (known: Known, told: readonly Told[], logs: readonly PartitionLog[]): Known => {
  const ends = new Map(logs.map((log) => [placeOf(log), log.end]));
  const isAnew = (place: string): boolean => (ends.get(place) ?? -1) < (known.ends.get(place) ?? 0);
  const kept = [...known.handled].filter(([position]) => !isAnew(position.slice(position.indexOf(' ') + 1)));
  const handled = new Map(kept);
  for (const one of told) {
    const key = positionOf(one);
    if (one.offset <= (ends.get(placeOf(one)) ?? -1)) handled.set(key, Math.max(one.offset, handled.get(key) ?? 0));
  }
  return { handled, ends };
};
