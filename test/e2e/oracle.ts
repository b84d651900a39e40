import type { Event } from '#contracts/define-event';
import { events } from '#contracts/events/index';
import { schemaOf } from '#platform/db/connection';
import { readTopic, type TopicMessage } from './kafka.ts';
import { sqlAt, type Sql } from '../oracle/sql.ts';
import { system } from './system.ts';

/** Queries the system's database, bypassing the services. */
export const sql: Sql = (text, values) => sqlAt(system().databaseUrl)(text, values);

/** What a probe has handled of a user's events, in order. */
export const handledBy = (userId: string, probe = 'probe-service'): Promise<{ event_id: string; type: string; task_id: string; sequence: string; traceparent: string }[]> =>
  sql(`select event_id, type, task_id, sequence, traceparent from ${schemaOf(probe)}.handled where user_id = $1 order by n`, [userId]);

/** The audit entries of a user, oldest first. */
export const auditedOf = (userId: string): Promise<{ event_id: string; operation: string; task_id: string }[]> =>
  sql('select event_id, operation, task_id from audit_service.audit_entries where user_id = $1 order by id', [userId]);

type AnyEvent = Event<(typeof events)[number]>;

/**
 * A user's events in a topic, in order, each validated against its contract; reads until
 * there are `count` different ones. A publisher that dies before it records Kafka's answer
 * publishes an event again, and the second copy is returned as well.
 */
export const eventsOf = async (topic: string, userId: string, count: number, timeoutMs?: number): Promise<AnyEvent[]> => {
  const mine = (messages: readonly TopicMessage[]): TopicMessage[] => messages.filter(({ key }) => key === userId);
  const different = (messages: readonly TopicMessage[]): number => new Set(mine(messages).map(({ value }) => (JSON.parse(value) as { id: string }).id)).size;
  const messages = await readTopic(system().kafkaBrokers, topic, (read) => different(read) >= count, timeoutMs);
  return mine(messages).map(({ value }) => {
    const event = JSON.parse(value) as { type: string };
    const definition = events.find(({ type }) => type === event.type);
    if (definition === undefined) throw new Error(`no contract for ${event.type}`);
    return definition.schema.parse(event) as AnyEvent;
  });
};

/** Dead letters in a topic whose bytes contain a text. */
export const deadLettersWith = async (topic: string, text: string, count: number, timeoutMs = 30_000): Promise<string[]> => {
  const found = (messages: readonly { value: string }[]): string[] => messages.map(({ value }) => value).filter((value) => value?.includes(text));
  return found(await readTopic(system().kafkaBrokers, topic, (messages) => found(messages).length >= count, timeoutMs));
};
