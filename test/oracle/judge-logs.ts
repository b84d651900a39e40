import { changeId, type Change, type ChangeEvent, type Logs, type Tables } from './evidence.ts';
import { changesOf } from './judge-tables.ts';
import type { Ledger } from './ledger.ts';
import { firstCopies, judgeEffects, judgeOrder, judgeRealTime, type Finding, type Placed } from './verdict.ts';

/**
 * The place of each change among its user's changes, as chat-api counted them in the
 * transaction of the change.
 */
type Places = ReadonlyMap<string, number>;

const placesOf = ({ taskUpdates }: Logs): Places => new Map(taskUpdates.map((event) => [changeId(event), event.user_seq]));

const ofUser = (places: Places, changes: readonly Change[]): Placed[] =>
  changes.flatMap((change) => {
    const id = changeId(change);
    const place = places.get(id);
    return place === undefined ? [] : [{ id, lane: change.user_id, place }];
  });

const ofTask = (changes: readonly Change[]): Placed[] => changes.map((change) => ({ id: changeId(change), lane: change.task_id, place: change.version }));

/** Ids of changes that come after a later one of their user or their task. */
const misplaced = (places: Places, changes: readonly Change[]): string[] => [...new Set([...judgeOrder(ofUser(places, changes)), ...judgeOrder(ofTask(changes))])];

const judgeTopic = (topic: string, events: readonly ChangeEvent[], { tasks }: Tables, places: Places): Finding => {
  const log = firstCopies(events);
  return { ...judgeEffects(`topic ${topic}`, { must: changesOf(tasks) }, log.map(changeId)), outOfOrder: misplaced(places, log) };
};

const judgeReminderEvents = (logs: Logs, { reminders }: Tables): Finding => {
  const name = ({ task_id, remind_at }: { task_id: string; remind_at: string }): string => `${task_id} ${new Date(remind_at).toISOString()}`;
  return judgeEffects('topic reminders', { must: reminders.filter(({ state }) => state === 'sent').map(name) }, firstCopies(logs.reminders).map(name));
};

const judgeNotificationEvents = (logs: Logs, { notices, dispatches }: Tables): Finding => {
  const requested = notices.filter(({ state }) => state === 'requested').map(({ id }) => `notification.requested ${id}`);
  const closed = dispatches.filter(({ state }) => state === 'delivered').map(({ notification_id }) => `notification.delivered ${notification_id}`);
  // A dispatch that was dropped or given up has its own event, which is not expected of any
  // here.
  const failed = dispatches.filter(({ state }) => state === 'failed' || state === 'dropped').map(({ notification_id }) => `notification.failed ${notification_id}`);
  const found = firstCopies(logs.notificationEvents).map(({ type, notification_id }) => `${type} ${notification_id}`);
  return judgeEffects('topic notification-events', { must: [...requested, ...closed, ...failed] }, found);
};

const judgeCommits = ({ operations }: Ledger, places: Places): string[] =>
  judgeRealTime(
    operations.flatMap(({ id, user, askedAt, answeredAt, task, version }) => {
      const place = places.get(changeId({ task_id: task ?? '', version: version ?? 0 }));
      return place === undefined ? [] : [{ id, lane: user, place, askedAt, answeredAt }];
    }),
  );

const withOrder = (finding: Finding, outOfOrder: string[]): Finding => ({ ...finding, outOfOrder: [...finding.outOfOrder, ...outOfOrder] });

/**
 * Judges the contents of the topics, beyond what the tables showed: the order in which
 * chat-api and each consumer did their work.
 */
export const judgeLogs = (ledger: Ledger, tables: Tables, logs: Logs, told: readonly Finding[]): Finding[] => {
  const places = placesOf(logs);
  const order: Readonly<Record<string, () => string[]>> = {
    'chat-api': () => judgeCommits(ledger, places),
    'audit-service': () => misplaced(places, tables.auditEntries),
    'probe-service': () => misplaced(places, tables.probed ?? []),
  };
  return [
    ...told.map((finding) => withOrder(finding, order[finding.consumer]?.() ?? [])),
    judgeTopic('task-events', logs.taskEvents, tables, places),
    judgeTopic('task-updates', logs.taskUpdates, tables, places),
    judgeTopic('audit-log', logs.auditLog, tables, places),
    judgeReminderEvents(logs, tables),
    judgeNotificationEvents(logs, tables),
  ];
};
