import { schemaOf } from '#platform/db/connection';
import type { Queryable } from '#platform/db/queryable';
import { consumersOf } from '../contracts/consumers.ts';
import type { Group } from './groups.ts';
import type { Published } from './sort-events.ts';

const notInInbox = async (db: Queryable, { id }: Group, ids: readonly string[]): Promise<string[]> => {
  const sql = `select id::text from unnest($1::uuid[]) id where not exists (select from ${schemaOf(id)}.inbox where consumer = $2 and event_id = id)`;
  return (await db.query<{ id: string }>(sql, [ids, id])).map(({ id }) => id);
};

/**
 * Those of some events of a topic that a consumer had not handled by the time of the backup, as the inboxes say. One without an inbox is asked for
 * everything once more: its effects carry keys of their own.
 */
export const unhandled = async (db: Queryable, groups: readonly Group[], topic: string, published: readonly Published[]): Promise<Published[]> => {
  const left = new Set<string>();
  for (const group of groups.filter(({ state }) => state.includes(topic))) {
    const ids = published.filter(({ event }) => consumersOf(event.type).some(({ id }) => id === group.id)).map(({ event }) => event.id);
    for (const id of group.hasInbox ? await notInInbox(db, group, ids) : ids) left.add(id);
  }
  return published.filter(({ event }) => left.has(event.id));
};
