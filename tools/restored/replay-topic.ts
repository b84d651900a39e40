import type { AdminOptions } from '@platformatic/kafka';
import type { Database } from '#platform/db/database';
import type { Mentioned } from '../../services/chat-api/publish-anew.ts';
import type { Group } from './groups.ts';
import { readRange } from './read-range.ts';
import { sortEvents } from './sort-events.ts';
import type { Settings } from './settings.ts';
import { unhandled } from './unhandled.ts';

/** What is needed to look through a topic. */
export interface Replaying extends Settings {
  connection: AdminOptions;
  groups: readonly Group[];
  /** The database of the service that publishes to the topic. */
  publisher: Database;
}

/** What a topic held. */
export interface Replayed {
  read: number;
  again: number;
  /** Each task that an event speaks of, by its id, with its highest version. */
  mentioned: Map<string, Mentioned>;
  /** Users who deleted their account after the backup. */
  ended: string[];
}

const keepHighest = (known: Map<string, Mentioned>, task: Mentioned): void => {
  if ((known.get(task.id)?.version ?? -1) < task.version) known.set(task.id, task);
};

/** Publishes again, under their own ids, the events of a topic that were published by the backup and not handled by then. */
export const replayTopic = async (topic: string, { connection, groups, publisher, restoredTo, lagMs }: Replaying): Promise<Replayed> => {
  const total: Replayed = { read: 0, again: 0, mentioned: new Map(), ended: [] };
  for await (const records of readRange(connection, topic, new Date(restoredTo.getTime() - lagMs))) {
    const { before, mentioned, ended } = sortEvents(records, restoredTo);
    const again = await unhandled(publisher, groups, topic, before);
    await publisher.transaction(async (tx) => again.forEach(({ key, envelope }) => tx.emitAgain({ topic, key, envelope })));
    total.read += records.length;
    total.again += again.length;
    for (const task of mentioned) keepHighest(total.mentioned, task);
    total.ended.push(...ended);
  }
  return total;
};
