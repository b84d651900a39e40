import { toSequence } from '#contracts/envelope';
import type { ChangeEvent, Logs, Tables, TaskRow } from './evidence.ts';
import { createLedger, type Ledger } from './ledger.ts';

/** A run that never happened: a ledger, and what a system without faults would have made of it. */
export interface World {
  ledger: Ledger;
  tables: Tables;
  logs: Logs;
}

const readAt = new Date('2030-01-01T12:00:00.000Z');

const rowOf = (id: string, title: string, more: Partial<TaskRow>): TaskRow => ({
  id, title, user_id: 'ada', version: 1, status: 'TODO', due_date: null, due_local: null, time_zone: 'UTC', reminders: null,
  recurrence: null, series_id: null, occurrence_index: 0, created_at: '2030-01-01T10:00:00.000Z', ...more,
});

const create = (ledger: Ledger, id: string, more: Partial<TaskRow> = {}): TaskRow => {
  const asked = ledger.ask('ada', 'create');
  asked.close(201, { id, version: 1 });
  return rowOf(id, asked.id, more);
};

const reminder = (task_id: string, remind_at: string, state: string) => ({ task_id, remind_at, state });
const notice = (id: string, kind: string, task_id: string, channel: string) => ({ id, kind, task_id, channel, state: 'requested' });

const logsOf = (changes: readonly [string, number][], { notices, dispatches, reminders }: Tables): Logs => {
  const log = (topic: string): ChangeEvent[] =>
    changes.map(([task_id, version]) => ({ eventId: `${topic} ${task_id} ${toSequence(version)}`, user_id: 'ada', task_id, version }));
  const sent = reminders.filter(({ state }) => state === 'sent');
  return {
    taskEvents: log('task-events'),
    taskUpdates: log('task-updates').map((event, before) => ({ ...event, user_seq: before + 1 })),
    auditLog: log('audit-log'),
    reminders: sent.map(({ task_id, remind_at }) => ({ eventId: `reminder ${task_id} ${remind_at}`, task_id, remind_at })),
    notificationEvents: [
      ...notices.map(({ id }) => ({ eventId: `requested ${id}`, type: 'notification.requested', notification_id: id })),
      ...dispatches.map(({ notification_id }) => ({ eventId: `delivered ${notification_id}`, type: 'notification.delivered', notification_id })),
    ],
    deadLetters: [],
  };
};

/**
 * A plain task, one that was reminded of and will be again, and a finished one of a series
 * with its next instance.
 */
export const makeWorld = (): World => {
  const ledger = createLedger();
  const at = ['2030-01-01T11:00:00.000Z', '2030-02-01T11:00:00.000Z'] as const;
  const series = { recurrence: 'FREQ=DAILY', series_id: 'series' };
  const tasks = [
    create(ledger, 'plain'),
    create(ledger, 'reminded', { reminders: at.map((instant) => ({ at: instant })) }),
    create(ledger, 'daily', { ...series, status: 'DONE', version: 2 }),
  ];
  ledger.ask('ada', 'complete', 'daily').close(200, { id: 'daily', version: 2 });
  tasks.push(rowOf('next', tasks[2]!.title, { ...series, occurrence_index: 1 }));
  const changes: [string, number][] = [['plain', 1], ['reminded', 1], ['daily', 1], ['daily', 2], ['next', 1]];
  const noted = changes.map(([task_id, version]) => ({ user_id: 'ada', task_id, version }));
  const notices = [
    ...tasks.map(({ id }) => notice(`new ${id}`, 'task_created', id, 'in_app')),
    ...['email', 'in_app'].map((channel) => notice(`remind ${channel}`, 'task_reminder', 'reminded', channel)),
  ];
  const dispatches = notices.map(({ id, ...rest }) => ({ ...rest, notification_id: id, state: 'delivered' }));
  const tables: Tables = {
    readAt, tasks, notices, dispatches,
    auditEntries: [...noted],
    reminders: [reminder('reminded', at[0], 'sent'), reminder('reminded', at[1], 'pending')],
    knownTasks: tasks.map(({ id }) => ({ task_id: id })),
    inApp: notices.filter(({ channel }) => channel === 'in_app'),
    probed: [...noted],
    waiting: 0,
  };
  return { ledger, tables, logs: logsOf(changes, tables) };
};
