import { schemaOf } from '#platform/db/connection';
import type { Queryable } from '#platform/db/queryable';
import { factOf } from '#platform/inbox/inbox';
import { consumersOf } from '../contracts/consumers.ts';
import type { Group } from './groups.ts';
import type { Published } from './sort-events.ts';

const notInInbox = async (db: Queryable, { id }: Group, published: readonly Published[]): Promise<Published[]> => {
  const sql = `select fact::text from unnest($1::uuid[]) fact where not exists (select from ${schemaOf(id)}.inbox where consumer = $2 and event_id = fact)`;
  const rows = await db.query<{ fact: string }>(sql, [published.map(({ event }) => factOf(event)), id]);
  const facts = new Set(rows.map(({ fact }) => fact));
  return published.filter(({ event }) => facts.has(factOf(event)));
};

/**
 * Those of some events of a topic that a consumer had not handled by the time of the backup, as the inboxes say. One without an inbox is asked for
 * everything once more: its effects carry keys of their own.
 */
export const unhandled = async (db: Queryable, groups: readonly Group[], topic: string, published: readonly Published[]): Promise<Published[]> => {
  const left = new Set<Published>();
  for (const group of groups.filter(({ state }) => state.includes(topic))) {
    const meant = published.filter(({ event }) => consumersOf(event.type).some(({ id }) => id === group.id));
    for (const one of group.hasInbox ? await notInInbox(db, group, meant) : meant) left.add(one);
  }
  return published.filter((one) => left.has(one));
};
