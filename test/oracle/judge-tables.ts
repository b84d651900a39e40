import { planReminders } from '#contracts/plan-reminders';
import { changeId, type Tables, type TaskRow } from './evidence.ts';
import type { Ledger, Operation } from './ledger.ts';
import { judgeEffects, type Finding } from './verdict.ts';

const isOpen = ({ status }: TaskRow): boolean => status !== 'DONE';

/** Every version that the tasks have had. */
export const changesOf = (tasks: readonly TaskRow[]): string[] =>
  tasks.flatMap(({ id, version }) => Array.from({ length: version }, (_, before) => changeId({ task_id: id, version: before + 1 })));

const named = (operations: readonly Operation[], outcome: Operation['outcome']): string[] =>
  operations.filter((operation) => operation.outcome === outcome).map(({ id }) => id);

/**
 * What was acknowledged is there, once; what was refused is not; what got no reply may be
 * there.
 */
const judgeWrites = ({ operations }: Ledger, { tasks }: Tables): Finding => {
  const byTitle = Map.groupBy(tasks.filter(({ occurrence_index }) => occurrence_index === 0), ({ title }) => title);
  const done = new Set(tasks.filter((task) => !isOpen(task)).map(({ id }) => id));
  const effects = (operation: Operation): string[] => {
    if (operation.kind === 'complete') return done.has(operation.task!) ? [operation.id] : [];
    return (byTitle.get(operation.id) ?? []).map(({ id }) => (operation.task === undefined || operation.task === id ? operation.id : `${operation.id} as ${id}`));
  };
  return judgeEffects('chat-api', { must: named(operations, 'acknowledged'), may: named(operations, 'unknown') }, operations.flatMap(effects));
};

const judgeNext = ({ tasks }: Tables): Finding => {
  const instance = (series: string | null, index: number): string => `${series}#${index}`;
  const finished = tasks.filter((task) => task.recurrence !== null && !isOpen(task));
  const next = finished.map(({ series_id, occurrence_index }) => instance(series_id, occurrence_index + 1));
  const made = tasks.filter(({ occurrence_index }) => occurrence_index > 0).map(({ series_id, occurrence_index }) => instance(series_id, occurrence_index));
  return judgeEffects('recurring-service', { must: next }, made);
};

/**
 * Times are given in whole minutes, so a reminder of the current minute may be sent too,
 * depending on how it was requested.
 */
const graceMs = 60_000;

/** The reminders of a task that are due later than this many milliseconds before it was created. */
const remindersOf = (task: TaskRow, beforeMs: number): string[] =>
  planReminders(task)
    .filter(({ remind_at }) => remind_at.getTime() > Date.parse(task.created_at) - beforeMs)
    .map(({ remind_at }) => `${task.id} ${remind_at.toISOString()}`);

/** After a task is finished, those that were sent before stay. */
const judgeReminders = ({ tasks, reminders, readAt }: Tables): Finding[] => {
  const name = (row: Tables['reminders'][number]): string => `${row.task_id} ${new Date(row.remind_at).toISOString()}`;
  const finished = new Set(tasks.filter((task) => !isOpen(task)).map(({ id }) => id));
  const wanted = tasks.flatMap((task) => remindersOf(task, 0));
  const may = tasks.flatMap((task) => remindersOf(task, graceMs));
  const isDue = (id: string): boolean => Date.parse(id.split(' ')[1]!) <= readAt.getTime();
  const settled = reminders.filter(({ state }) => state !== 'pending').map(name);
  return [
    judgeEffects('reminder-service', { must: wanted, may }, reminders.filter(({ task_id, state }) => !finished.has(task_id) || state === 'pending').map(name)),
    judgeEffects('reminder-service, sent', { must: wanted.filter(isDue), may: [...may.filter(isDue), ...settled.filter((id) => finished.has(id.split(' ')[0]!))] }, settled),
  ];
};

/** The n-th of its kind, so that one too many has a name of its own. */
const numbered = (names: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return `${name} ${n}`;
  });
};

type Notice = { kind: string; task_id: string; channel: string };
const noticeName = ({ kind, task_id, channel }: Notice): string => `${kind} ${task_id} ${channel}`;

/**
 * The defaults of people who never changed their preferences: a new task on the page, a
 * reminder by mail too.
 */
const noticesOf = ({ tasks, reminders }: Tables): Notice[] => [
  ...tasks.map(({ id }) => ({ kind: 'task_created', task_id: id, channel: 'in_app' })),
  ...reminders.filter(({ state }) => state === 'sent').flatMap(({ task_id }) => ['email', 'in_app'].map((channel) => ({ kind: 'task_reminder', task_id, channel }))),
];

/**
 * A notice about a finished task may have been dropped at any step, including the first:
 * events are handled in batches.
 */
const judgeNotices = (tables: Tables): Finding[] => {
  const { tasks, notices, dispatches, inApp, knownTasks } = tables;
  const open = new Set(tasks.filter(isOpen).map(({ id }) => id));
  const all = noticesOf(tables);
  const sure = all.filter(({ task_id }) => open.has(task_id));
  const onPage = (some: readonly Notice[]): string[] => numbered(some.filter(({ channel }) => channel === 'in_app').map(noticeName));
  const delivered = dispatches.filter(({ state }) => state === 'delivered').map(noticeName);
  return [
    judgeEffects('notification-service, tasks', { must: tasks.map(({ id }) => id) }, knownTasks.map(({ task_id }) => task_id)),
    judgeEffects('notification-service, notices', { must: numbered(sure.map(noticeName)), may: numbered(all.map(noticeName)) }, numbered(notices.map(noticeName))),
    judgeEffects('notification-service, sent', { must: numbered(sure.map(noticeName)), may: numbered(all.map(noticeName)) }, numbered(delivered)),
    judgeEffects('notification-service, on the page', { must: onPage(sure), may: onPage(all) }, onPage(inApp.map((row) => ({ ...row, channel: 'in_app' })))),
  ];
};

/** What each service made of the requests, according to its tables. */
export const judgeTables = (ledger: Ledger, tables: Tables): Finding[] => {
  const changes = changesOf(tables.tasks);
  return [
    judgeWrites(ledger, tables),
    judgeEffects('audit-service', { must: changes }, tables.auditEntries.map(changeId)),
    ...judgeReminders(tables),
    ...judgeNotices(tables),
    judgeNext(tables),
    ...(tables.probed === null ? [] : [judgeEffects('probe-service', { must: changes }, tables.probed.map(changeId))]),
  ];
};
