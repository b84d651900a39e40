import { auditLog, deadLetterTopics, notificationEvents, reminders, taskEvents, taskUpdates } from '#contracts/topics';
import type { ChangeEvent, Logs } from './evidence.ts';
import { readToEnd, type Connection } from './read-topic.ts';

interface Envelope {
  id: string;
  type: string;
  subject?: string;
  sequence?: string;
  partitionkey: string;
  data: { user_seq: number; remind_at: string; notification_id: string };
}

const changeOf = ({ id, subject = '', sequence = '', partitionkey }: Envelope): ChangeEvent => ({
  eventId: id, user_id: partitionkey, task_id: subject, version: Number(sequence),
});

/** Reads every topic to its end for the events of some people. */
export const readLogs = async (connection: Connection, users: readonly string[]): Promise<Logs> => {
  const wanted = new Set(users);
  const read = <T>({ name }: { name: string }, pick: (event: Envelope) => T | null): Promise<T[]> =>
    readToEnd(connection, name, (value, key) => (key !== undefined && wanted.has(key) ? pick(JSON.parse(value) as Envelope) : null));
  const changes = (event: Envelope): ChangeEvent | null => (event.sequence === undefined ? null : changeOf(event));
  const dead = await Promise.all(deadLetterTopics.map((topic) => read(topic, ({ id }) => ({ eventId: id }))));
  return {
    taskEvents: await read(taskEvents, changes),
    taskUpdates: await read(taskUpdates, (event) => ({ ...changeOf(event), user_seq: event.data.user_seq })),
    auditLog: await read(auditLog, changes),
    reminders: await read(reminders, ({ id, subject = '', data }) => ({ eventId: id, task_id: subject, remind_at: data.remind_at })),
    notificationEvents: await read(notificationEvents, ({ id, type, data }) => ({ eventId: id, type, notification_id: data.notification_id })),
    deadLetters: dead.flat(),
  };
};
