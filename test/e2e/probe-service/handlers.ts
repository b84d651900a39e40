import { setTimeout as sleep } from 'node:timers/promises';
import { taskCompleted, taskCreated, taskDeleted, taskUpdated } from '#contracts/events/index';
import type { Envelope } from '#contracts/envelope';
import { onEvent, type Handler } from '#platform/delivery/on-event';
import type { Transaction } from '#platform/db/database';

const tries = new Map<string, number>();

/** How often a task's title asks for a failure: «fails 2 times», or «always fails». */
const failuresOf = (title: string): number => (title.includes('always fails') ? Infinity : Number(/fails (\d) times/.exec(title)?.[1] ?? 0));

const record = (tx: Transaction, event: Envelope & { data: { task_id: string } }): Promise<unknown> =>
  tx.query('insert into handled (event_id, type, task_id, user_id, sequence, traceparent) values ($1, $2, $3, $4, $5, $6)', [
    event.id, event.type, event.data.task_id, event.partitionkey, event.sequence, event.traceparent,
  ]);

/**
 * A task whose title says «fails until mended <why>» fails for that reason until a test
 * adds its id to the table `mended`.
 */
const failUntilMended = async (tx: Transaction, { id, title }: { id: string; title: string }): Promise<void> => {
  const why = /fails until mended (\w+)/.exec(title)?.[1];
  if (why === undefined || (await tx.query('select 1 from mended where task_id = $1', [id])).length > 0) return;
  throw Object.assign(new Error(`the probe is not mended: ${why}`), { code: 'NOT_MENDED' });
};

const secondsOf = (title: string): number => Number(/takes (\d+) seconds/.exec(title)?.[1] ?? 0);

/** What a title asks of this probe; a title that mentions bulk is meant for the probe in bulk. */
const askedOf = (title: string, bulk: boolean): string => (title.includes('in bulk') === bulk ? title : '');

/** Records a new task; takes as long and fails as often as its title says. */
const onTaskCreated = (bulk: boolean): Handler =>
  onEvent(taskCreated, async (event, { tx }) => {
    const title = askedOf(event.data.task.title, bulk);
    await record(tx, event);
    await failUntilMended(tx, { id: event.data.task.id, title });
    await sleep(secondsOf(title) * 1_000);
    const attempt = (tries.get(event.id) ?? 0) + 1;
    tries.set(event.id, attempt);
    if (attempt <= failuresOf(title)) throw Object.assign(new Error(`attempt ${attempt} fails as asked`), { code: 'AS_ASKED' });
  });

/** Every event that a probe handles. */
export const handlersOf = (bulk: boolean): readonly Handler[] => [
  onTaskCreated(bulk),
  onEvent(taskUpdated, async (event, { tx }) => void (await record(tx, event))),
  onEvent(taskCompleted, async (event, { tx }) => void (await record(tx, event))),
  onEvent(taskDeleted, async (event, { tx }) => void (await record(tx, event))),
];
