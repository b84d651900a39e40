import { describe, expect, it } from 'vitest';
import { applyFacts, isRelevant, pickFacts, type KnownTask, type TaskFacts } from './task-facts.ts';

const unknown: KnownTask = { task_id: 't', user_id: 'u', facts: {}, versions: {}, due_written_at: null, deleted: false };
const noon = '2026-11-20T12:00:00.000Z';
const later = '2026-11-20T13:00:00.000Z';
const apply = (task: KnownTask, facts: TaskFacts, version: number, time = noon): KnownTask => applyFacts(task, facts, version, time) ?? task;

describe('what is known of a task', () => {
  it('is the same in whatever order its events arrive', () => {
    const changes: [TaskFacts, number][] = [[{ title: 'a', status: 'TODO', due_date: noon }, 1], [{ title: 'b' }, 2], [{ status: 'DONE' }, 3], [{ status: 'TODO' }, 4]];
    const orders = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 1, 3, 0, 2, 0]];
    for (const order of orders) {
      const task = order.reduce((known, i) => apply(known, ...changes[i]!), unknown);
      expect(task.facts).toEqual({ title: 'b', status: 'TODO', due_date: noon });
    }
  });

  it('takes nothing from an event that is older in every field, nor after a deletion', () => {
    const task = apply(unknown, { title: 'b' }, 2);
    expect(applyFacts(task, { title: 'a' }, 1, noon)).toBeNull();
    expect(applyFacts({ ...task, deleted: true }, { title: 'c' }, 9, noon)).toBeNull();
  });

  it('leaves out fields that it has no use for', () => {
    expect(pickFacts({ title: 'a', recurrence: 'FREQ=DAILY', due_date: null })).toEqual({ title: 'a', due_date: null });
  });
});

describe('a notice', () => {
  const cause = { due_at: noon, caused_at: noon };
  it('is relevant for an open task and for one not known yet', () => {
    expect(isRelevant(undefined, cause)).toBe(true);
    expect(isRelevant(apply(unknown, { status: 'TODO', due_date: noon }, 1), cause)).toBe(true);
  });

  it('is not relevant once the task is finished or deleted, and is again after it is reopened', () => {
    const done = apply(unknown, { status: 'DONE' }, 2);
    expect(isRelevant(done, cause)).toBe(false);
    expect(isRelevant(apply(done, { status: 'TODO' }, 3), cause)).toBe(true);
    expect(isRelevant({ ...unknown, deleted: true }, cause)).toBe(false);
  });

  it('is not relevant once the task has moved, but a view that lags behind decides nothing', () => {
    expect(isRelevant(apply(unknown, { due_date: later }, 2, later), cause)).toBe(false);
    expect(isRelevant(apply(unknown, { due_date: null }, 2, later), cause)).toBe(false);
    expect(isRelevant(apply(unknown, { due_date: later }, 1, '2026-11-20T11:00:00.000Z'), cause)).toBe(true);
    expect(isRelevant(apply(unknown, { due_date: noon }, 2, later), cause)).toBe(true);
  });
});
