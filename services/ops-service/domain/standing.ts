import type { StuckConsumer } from '#contracts/http/ops/lag';
import { conditions } from './conditions/index.ts';
import { positionOf, type ConsumerLag } from './lag.ts';

/** Where a consumer was seen to be stuck, and the clients that its group has had since. */
interface Watch extends Omit<StuckConsumer, 'starts'> {
  atFirst: number;
  members: ReadonlySet<string>;
}

/** By consumer and partition. */
export type Watches = ReadonlyMap<string, Watch>;

/** Members beyond this number are not counted. */
const mostMembers = 100;

/** Adds one reading of the broker to the earlier ones. */
export const watchStanding = (before: Watches, at: number, groups: readonly ConsumerLag[], membersOf: ReadonlyMap<string, readonly string[]>): Watches => {
  const next = new Map<string, Watch>();
  for (const { consumer, topic, partitions } of groups) {
    const members = membersOf.get(consumer) ?? [];
    for (const { partition, handled, lag } of partitions.filter(({ lag }) => lag > 0)) {
      const key = positionOf({ consumer, topic, partition });
      const was = before.get(key);
      const stands = was?.offset === handled && lag > 0;
      next.set(key, stands
        ? { ...was, members: new Set([...was.members, ...members].slice(0, mostMembers)) }
        : { consumer, topic, partition, offset: handled, since: at, atFirst: members.length, members: new Set(members) });
    }
  }
  return next;
};

/** The consumers whose sidecar keeps restarting meanwhile: the event at that offset crashes it. */
export const standingOf = (watches: Watches): StuckConsumer[] =>
  [...watches.values()]
    .map(({ atFirst, members, ...standing }) => ({ ...standing, starts: members.size - atFirst }))
    .filter(({ starts }) => starts >= conditions.consumer_stuck.minStarts);
