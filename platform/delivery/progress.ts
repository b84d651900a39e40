import { clockTicks, handledOffsets } from '../metrics.ts';
import { placeOf, type Delivery } from './delivery.ts';
import { createKeyCounter, type KeyMix } from './key-mix.ts';

/**
 * The progress of this process in one partition: the offset after the last event that it
 * handled.
 */
export interface PartitionProgress {
  topic: string;
  partition: number;
  offset: number;
  /** How the events it received in the last five minutes are spread over their keys. */
  keys?: KeyMix | undefined;
}

/** A consumer's own account of its progress; the broker learns of it up to a second later. */
export interface Progress {
  partitions: PartitionProgress[];
  clocks: { name: string; ticked_at: string }[];
}

const keys = createKeyCounter(300_000);

const countKey = ({ topic, partition, body }: Delivery): void => {
  const key = (body as { partitionkey?: unknown } | null)?.partitionkey;
  if (typeof key === 'string') keys.count(`${topic}/${partition}`, key, Date.now());
};

/**
 * Records how far a batch has come: in each partition, up to the first delivery that will
 * come again.
 */
export const rememberProgress = (batch: readonly Delivery[], isAcknowledged: (index: number) => boolean): void => {
  const halted = new Set<string>();
  batch.forEach((delivery, index) => {
    const { topic, partition, offset } = delivery;
    countKey(delivery);
    const next = Number(offset ?? Number.NaN) + 1;
    const place = placeOf({ ...delivery, offset: null });
    if (partition === null || !Number.isSafeInteger(next) || halted.has(place)) return;
    if (isAcknowledged(index)) handledOffsets.set({ topic, partition: String(partition) }, next);
    else halted.add(place);
  });
};

/** Reads progress and clocks back from the metrics of this process. */
export const readProgress = async (): Promise<Progress> => {
  const [offsets, ticks] = [await handledOffsets.get(), await clockTicks.get()];
  return {
    partitions: offsets.values.map(({ labels: { topic, partition }, value }) => ({
      topic: String(topic), partition: Number(partition), offset: value, keys: keys.mixOf(`${topic}/${partition}`, Date.now()),
    })),
    clocks: ticks.values.map(({ labels, value }) => ({ name: String(labels.clock), ticked_at: new Date(value * 1_000).toISOString() })),
  };
};
