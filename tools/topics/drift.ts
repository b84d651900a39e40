/** A topic as it should be or as it is; `configs` are Kafka's topic settings. */
export interface TopicState {
  name: string;
  partitions: number;
  replicas: number;
  configs: Readonly<Record<string, string>>;
}

/** One difference between a topic as it should be and as it is. */
export type Drift =
  | { kind: 'missing'; topic: TopicState }
  | { kind: 'config'; topic: string; setting: string; wanted: string; found: string }
  | { kind: 'partitions' | 'replicas'; topic: string; wanted: number; found: number };

const differences = (wanted: TopicState, found: TopicState): Drift[] => {
  const drift: Drift[] = [];
  for (const kind of ['partitions', 'replicas'] as const) {
    if (wanted[kind] !== found[kind]) drift.push({ kind, topic: wanted.name, wanted: wanted[kind], found: found[kind] });
  }
  for (const [setting, value] of Object.entries(wanted.configs)) {
    const has = found.configs[setting] ?? 'unset';
    if (has !== value) drift.push({ kind: 'config', topic: wanted.name, setting, wanted: value, found: has });
  }
  return drift;
};

/** All differences between the broker's topics and the wanted ones; other topics are ignored. */
export const findDrift = (wanted: readonly TopicState[], found: readonly TopicState[]): Drift[] =>
  wanted.flatMap((topic) => {
    const actual = found.find(({ name }) => name === topic.name);
    return actual === undefined ? [{ kind: 'missing' as const, topic }] : differences(topic, actual);
  });

/** One line for a reader: what is wrong, and what to do. */
export const describeDrift = (drift: Drift): string => {
  switch (drift.kind) {
    case 'missing':
      return `${drift.topic.name}: missing; create it with: npm run topics -- apply`;
    case 'config':
      return `${drift.topic}: ${drift.setting} is ${drift.found} instead of ${drift.wanted}; set it with: npm run topics -- apply`;
    case 'partitions':
      return `${drift.topic}: ${drift.found} partitions instead of ${drift.wanted}; not changed by us, because another number breaks the order per key: drain the topic and make it anew`;
    case 'replicas':
      return `${drift.topic}: ${drift.found} replicas instead of ${drift.wanted}; not changed by us: reassign the partitions with the broker's own tool`;
  }
};

/** Whether `apply` fixes it. */
export const isMendable = ({ kind }: Drift): boolean => kind === 'missing' || kind === 'config';
