/** What Kafka lets a client do with a topic or a consumer group. */
export type Operation = 'read' | 'write' | 'describe' | 'create' | 'describe_configs' | 'alter_configs';

/** One permission; `who` is the name of a service, not of its account at the broker. */
export interface Access {
  who: string;
  resource: 'topic' | 'group';
  name: string;
  pattern: 'literal' | 'prefixed';
  operations: Operation[];
}

const keyOf = ({ who, resource, name, pattern }: Access): string => [who, resource, pattern, name].join(' ');

/** One entry per account and resource with everything it may do there, in a stable order. */
export const mergeAccess = (all: readonly Access[]): Access[] => {
  const merged = new Map<string, Access>();
  for (const access of all) {
    const operations = [...(merged.get(keyOf(access))?.operations ?? []), ...access.operations];
    merged.set(keyOf(access), { ...access, operations: [...new Set(operations)].sort() });
  }
  return [...merged.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
};
