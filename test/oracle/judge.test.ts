import { describe, expect, it } from 'vitest';
import { judgeFrames } from './external.ts';
import { judgeLogs } from './judge-logs.ts';
import { judgeTables } from './judge-tables.ts';
import { makeWorld, type World } from './made-up.ts';
import { faultsOf, isComplete, type Finding, type Verdict } from './verdict.ts';

const judgeWorld = ({ ledger, tables, logs }: World): Verdict => ({
  findings: judgeLogs(ledger, tables, logs, judgeTables(ledger, tables)),
  deadLetters: logs.deadLetters.map(({ eventId }) => eventId),
  waiting: tables.waiting,
});

/** The findings about a world after something has been done to it, by consumer. */
const after = (change: (world: World) => unknown): Map<string, Finding> => {
  const world = makeWorld();
  change(world);
  return new Map(judgeWorld(world).findings.map((finding) => [finding.consumer, finding]));
};

const lists: [consumer: string, list: (world: World) => unknown[]][] = [
  ['chat-api', ({ tables }) => tables.tasks],
  ['recurring-service', ({ tables }) => tables.tasks.reverse()],
  ['audit-service', ({ tables }) => tables.auditEntries],
  ['reminder-service', ({ tables }) => tables.reminders],
  ['reminder-service, sent', ({ tables }) => tables.reminders],
  ['notification-service, tasks', ({ tables }) => tables.knownTasks],
  ['notification-service, notices', ({ tables }) => tables.notices],
  ['notification-service, sent', ({ tables }) => tables.dispatches],
  ['notification-service, on the page', ({ tables }) => tables.inApp],
  ['probe-service', ({ tables }) => tables.probed!],
  ['topic task-events', ({ logs }) => logs.taskEvents],
  ['topic task-updates', ({ logs }) => logs.taskUpdates],
  ['topic audit-log', ({ logs }) => logs.auditLog],
  ['topic reminders', ({ logs }) => logs.reminders],
  ['topic notification-events', ({ logs }) => logs.notificationEvents],
];

/** Another event with the same content; in a table, one more row. */
const again = (row: unknown): object => ({ ...(row as object), eventId: 'another event' });

describe('a run without a fault', () => {
  it('has none, with every consumer judged', () => {
    const verdict = judgeWorld(makeWorld());
    expect(faultsOf(verdict)).toEqual([]);
    expect(isComplete(verdict)).toBe(true);
    expect(verdict.findings.map(({ consumer }) => consumer).sort()).toEqual(lists.map(([consumer]) => consumer).sort());
    expect(verdict.findings.filter(({ expected }) => expected === 0)).toEqual([]);
  });

  it('has none either where an event stands in a topic twice: consumers know the second copy by its id', () => {
    const world = makeWorld();
    world.logs.taskEvents.push(world.logs.taskEvents[0]!);
    world.logs.reminders.push(world.logs.reminders[0]!);
    expect(faultsOf(judgeWorld(world))).toEqual([]);
  });
});

describe.each(lists)('%s', (consumer, list) => {
  it('lost one', () => {
    expect(after((world) => list(world).shift()).get(consumer)!.lost).toHaveLength(1);
  });

  it('has one twice', () => {
    const twice = (rows: unknown[]): unknown => rows.push(again(rows[0]));
    expect(after((world) => twice(list(world))).get(consumer)!.doubled).toHaveLength(1);
  });
});

const swapped: [consumer: string, list: (world: World) => unknown[]][] = lists.filter(([consumer]) => /audit-service|probe|task-|audit-log/.test(consumer));

describe.each(swapped)('%s', (consumer, list) => {
  it.each([['two tasks of a user', 0], ['two versions of a task', 2]])('has %s in the wrong order', (_what, first) => {
    const swap = (rows: unknown[]): unknown => rows.splice(first, 2, rows[first + 1], rows[first]);
    expect(after((world) => swap(list(world))).get(consumer)!.outOfOrder).toHaveLength(1);
  });
});

describe('what a client knows', () => {
  it('is wrong where a task was made that was refused', () => {
    const found = after(({ ledger, tables }) => {
      const asked = ledger.ask('ada', 'create');
      asked.close(403);
      tables.tasks.push({ ...tables.tasks[0]!, id: 'refused', title: asked.id });
    });
    expect(found.get('chat-api')!.doubled).toHaveLength(1);
  });

  it.each([[true], [false]])('leaves open whether a task was made whose reply got lost (%s)', (made) => {
    const found = after(({ ledger, tables }) => {
      const asked = ledger.ask('ada', 'create');
      asked.close(0);
      if (made) tables.tasks.push({ ...tables.tasks[0]!, id: 'unanswered', title: asked.id });
    });
    expect(found.get('chat-api')).toMatchObject({ lost: [], doubled: [] });
  });

  it('is wrong where a completion was acknowledged and the task is open', () => {
    expect(after(({ tables }) => Object.assign(tables.tasks[2]!, { status: 'TODO' })).get('chat-api')!.lost).toHaveLength(1);
  });

  it('says that what was answered comes before what was asked for afterwards', () => {
    const found = after(({ logs }) => {
      const [first, second] = logs.taskUpdates as [(typeof logs.taskUpdates)[0], (typeof logs.taskUpdates)[0]];
      [first.user_seq, second.user_seq] = [second.user_seq, first.user_seq];
    });
    expect(found.get('chat-api')!.outOfOrder).toHaveLength(1);
  });
});

describe('a reminder of the time before its task was made', () => {
  it.each([[30, []], [90, ['late']]])('of %i s before may be sent only in the minute before', (seconds, doubled) => {
    const found = after(({ tables }) => {
      const at = new Date(Date.parse('2030-01-01T10:00:00.000Z') - seconds * 1_000).toISOString();
      tables.tasks.push({ ...tables.tasks[0]!, id: 'late', title: 'late', reminders: [{ at }] });
      tables.reminders.push({ task_id: 'late', remind_at: at, state: 'sent' });
    });
    expect(found.get('reminder-service')!.doubled.map((id) => id.split(' ')[0])).toEqual(doubled);
    expect(found.get('reminder-service, sent')!.doubled.map((id) => id.split(' ')[0])).toEqual(doubled);
  });
});

describe('what is to be nowhere', () => {
  it('is found: dead letters, and events that still wait', () => {
    const world = makeWorld();
    world.logs.deadLetters.push({ eventId: 'dead' });
    world.tables.waiting = 2;
    expect(faultsOf(judgeWorld(world))).toEqual([{ deadLetters: ['dead'] }, { waiting: 2 }]);
  });
});

describe('live frames', () => {
  const world = makeWorld();
  const frames = world.logs.taskUpdates;
  const [first, second, ...rest] = frames as [(typeof frames)[0], (typeof frames)[0], ...typeof frames];
  it.each([
    ['as they should be', frames, [0, 0, 0]],
    ['one lost', frames.slice(1), [1, 0, 0]],
    ['none at all', [], [5, 0, 0]],
    ['one twice', [...frames, frames[4]!], [0, 1, 0]],
    ['two swapped', [second, first, ...rest], [0, 0, 1]],
  ])('%s', (_what, seen, counts) => {
    const { lost, doubled, outOfOrder } = judgeFrames(['ada'], seen, world.tables);
    expect([lost.length, doubled.length, outOfOrder.length]).toEqual(counts);
  });
});
