import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Bench } from '../bench.ts';
import { summary, type Summary } from '../stats.ts';
import { signUp, type Person } from '../../e2e/client.ts';
import { readTopic, type TopicMessage } from '../../e2e/kafka.ts';

const tasks = 300;
const everyMs = 100;
/**
 * From a task to its reminder: longer than it takes to write all tasks, so that writing and
 * reminding do not overlap.
 */
const aheadMs = 45_000;
const lookEveryMs = 10;
const giveUpMs = 180_000;

/** The stages of a reminder. */
export interface ReminderSummaries {
  /**
   * From the API's reply to its row in reminder-service, polled every 10 ms; a row before
   * the reply counts as 0.
   */
  reply_to_row: Summary;
  /** From its time to its event, read from Kafka. */
  time_to_event: Summary;
  /** From its time to the answer of the mail server that took its mail. */
  time_to_mail: Summary;
}

/**
 * Writes tasks at 10 a second, their reminders at random within the second, because the
 * clock ticks once a second and must not prefer any moment of it.
 */
const writeTasks = async (person: Person, replies: Map<string, number>): Promise<void> => {
  const writes: Promise<unknown>[] = [];
  for (let i = 0; i < tasks; i++) {
    const at = new Date(Date.now() + aheadMs + Math.floor(Math.random() * 1_000)).toISOString();
    writes.push(person.addTask(`remind ${i}`, { due_local: '2040-01-01T09:00', reminders: [{ at }] }).then(({ id }) => replies.set(id, Date.now())));
    await sleep(everyMs);
  }
  await Promise.all(writes);
};

const watchRows = async (database: pg.Client, userId: string): Promise<Map<string, number>> => {
  const seen = new Map<string, number>();
  for (const end = Date.now() + giveUpMs; seen.size < tasks && Date.now() < end; await sleep(lookEveryMs)) {
    const { rows } = await database.query<{ task_id: string }>(
      `select task_id from reminder_service.reminders join reminder_service.tasks using (task_id) where user_id = $1 and not task_id = any($2::uuid[])`,
      [userId, [...seen.keys()]],
    );
    for (const { task_id } of rows) seen.set(task_id, Date.now());
  }
  if (seen.size < tasks) throw new Error(`${seen.size} of ${tasks} reminders were scheduled`);
  return seen;
};

/** How late each reminder's event is when it arrives. */
const watchEvents = async (brokers: string, userId: string): Promise<number[]> => {
  const late: number[] = [];
  const take = ({ key, value }: TopicMessage): void => {
    if (key !== userId) return;
    const { data } = JSON.parse(value) as { data: { remind_at: string } };
    late.push(Date.now() - Date.parse(data.remind_at));
  };
  await readTopic(brokers, 'reminders', (messages) => {
    take(messages.at(-1)!);
    return late.length === tasks;
  }, giveUpMs);
  return late;
};

const readMails = async (database: pg.Client, userId: string): Promise<number[]> => {
  for (const end = Date.now() + giveUpMs; Date.now() < end; await sleep(500)) {
    const { rows } = await database.query<{ ms: number }>(
      `select extract(epoch from d.closed_at - r.remind_at)::float8 * 1000 as ms
       from notification_service.deliveries d join reminder_service.reminders r on r.task_id = d.task_ids[1]
       where d.user_id = $1 and d.kind = 'task_reminder' and d.channel = 'email' and d.state = 'delivered'`,
      [userId],
    );
    if (rows.length === tasks) return rows.map(({ ms }) => ms);
  }
  throw new Error('not every reminder was mailed');
};

/**
 * Schedules reminders at 10 a second and follows them to Kafka and to the mail server; all
 * times are by this machine's clock.
 */
export const measureReminders = async ({ instance, database, origin, say }: Bench): Promise<ReminderSummaries> => {
  say(`${tasks} reminders at ${1_000 / everyMs} a second …`);
  const person = await signUp(origin);
  const replies = new Map<string, number>();
  const [rows, published] = await Promise.all([watchRows(database, person.id), watchEvents(instance.kafkaBrokers, person.id), writeTasks(person, replies)]);
  const scheduled = [...rows].map(([task_id, at]) => Math.max(0, at - replies.get(task_id)!));
  const summaries = { reply_to_row: summary(scheduled), time_to_event: summary(published), time_to_mail: summary(await readMails(database, person.id)) };
  say(`reminders: ${JSON.stringify(summaries)}`);
  return summaries;
};
