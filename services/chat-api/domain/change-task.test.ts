import { describe, expect, it } from 'vitest';
import { task as taskSchema, type Task } from '#contracts/task';
import { changeTask, completeTask, deleteTask, reopenTask } from './change-task.ts';
import { createNextInstance, createTask } from './create-task.ts';
import type { NewTask, TaskPatch } from './task-input.ts';

const now = '2026-11-20T10:00:00.000Z';
const later = '2026-11-21T10:00:00.000Z';
const user = { id: '0190a000-0000-7000-8000-000000000001', time_zone: 'Europe/Berlin' };
const series_id = '0190a000-0000-7000-8000-00000000000a';
const context = { now: later, series_id };

const create = (input: NewTask): Task => {
  const decision = createTask(input, { id: '0190a000-0000-7000-8000-000000000002', now, series_id, user });
  if (decision.kind === 'invalid') throw new Error(JSON.stringify(decision.errors));
  return decision.task;
};

const change = (task: Task, patch: TaskPatch) => {
  const decision = changeTask(task, patch, context);
  if (decision.kind !== 'changed') throw new Error(decision.kind);
  return decision;
};

const milk = create({ title: 'Buy milk' });

describe('a new task', () => {
  it('is open, of medium priority, in the zone of its user', () => {
    expect(taskSchema.parse(milk)).toEqual(milk);
    expect(milk).toMatchObject({ status: 'TODO', priority: 'MEDIUM', time_zone: 'Europe/Berlin', version: 1, reminders: null });
  });

  it('knows its instant from the local time, and the local time from an instant', () => {
    expect(create({ title: 'x', due_local: '2026-11-22' }).due_date).toBe('2026-11-22T08:00:00.000Z');
    expect(create({ title: 'x', due_date: '2026-11-22T09:00:00+01:00' })).toMatchObject({
      due_date: '2026-11-22T08:00:00.000Z',
      due_local: '2026-11-22T09:00',
    });
  });

  it('keeps an instant to the millisecond although its local time has minutes', () => {
    expect(create({ title: 'x', due_date: '2026-11-22T08:00:30.250Z' }).due_date).toBe('2026-11-22T08:00:30.250Z');
  });

  it('begins a series where it recurs', () => {
    expect(create({ title: 'x', due_local: '2026-11-22', recurrence: 'FREQ=WEEKLY' })).toMatchObject({
      series_id,
      occurrence_index: 0,
      series_anchor: '2026-11-22',
    });
  });

  it.each([
    [{ title: 'x', recurrence: 'FREQ=WEEKLY' }, 'recurrence'],
    [{ title: 'x', due_local: '2026-11-22', recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence'],
    [{ title: 'x', due_local: '2026-11-22', due_date: '2026-11-22T10:00:00Z' }, 'due_date'],
  ])('is refused where %j makes no sense', (input, field) => {
    const decision = createTask(input, { id: milk.id, now, series_id, user });
    expect(decision).toMatchObject({ kind: 'invalid', errors: [{ field }] });
  });

  it('is finished at once where it is created so', () => {
    expect(create({ title: 'x', status: 'DONE' }).completed_at).toBe(now);
  });
});

describe('a change', () => {
  it('makes one new version and names each changed field with its old and new value', () => {
    const { task, lifecycle } = change(milk, { title: 'Buy oat milk', priority: 'MEDIUM' });
    expect(task).toEqual({ ...milk, title: 'Buy oat milk', version: 2, updated_at: later });
    expect(lifecycle).toEqual({
      type: 'task.updated',
      changed_fields: ['title'],
      changes: { title: { old: 'Buy milk', new: 'Buy oat milk' } },
    });
  });

  it('that changes nothing is none', () => {
    const task = create({ title: 'x', due_local: '2026-11-22', tags: ['a'] });
    const same = { title: 'x', due_local: '2026-11-22', due_date: task.due_date, tags: ['a', 'a'], time_zone: 'Europe/Berlin' };
    expect(changeTask(task, same, context).kind).toBe('unchanged');
    expect(changeTask(task, { due_date: '2026-11-22T09:00:00+01:00' }, context).kind).toBe('unchanged');
    expect(changeTask(task, {}, context).kind).toBe('unchanged');
  });

  it('of the local due time changes the instant too, and the other way round', () => {
    expect(change(milk, { due_local: '2026-11-22' }).lifecycle.changed_fields).toEqual(['due_date', 'due_local']);
    expect(change(milk, { due_date: '2026-11-22T08:00:00Z' }).task.due_local).toBe('2026-11-22T09:00');
    expect(change(create({ title: 'x', due_local: '2026-11-22' }), { due_date: null }).task.due_local).toBeNull();
  });

  it('of the zone alone keeps the wall clock', () => {
    const { task } = change(create({ title: 'x', due_local: '2026-11-22T09:00' }), { time_zone: 'America/New_York' });
    expect(task).toMatchObject({ due_local: '2026-11-22T09:00', due_date: '2026-11-22T14:00:00.000Z' });
  });

  it('cannot take the due date from a recurring task', () => {
    const task = create({ title: 'x', due_local: '2026-11-22', recurrence: 'FREQ=WEEKLY' });
    expect(changeTask(task, { due_local: null }, context)).toMatchObject({ kind: 'invalid', errors: [{ field: 'recurrence' }] });
    expect(change(task, { due_local: null, recurrence: null }).task.series_id).toBeNull();
  });

  it('of one instance leaves the anchor of its series, of the rule moves it', () => {
    const task = create({ title: 'x', due_local: '2026-11-22', recurrence: 'FREQ=WEEKLY' });
    const moved = change(task, { due_local: '2026-11-25' }).task;
    expect(moved.series_anchor).toBe('2026-11-22');
    expect(change(moved, { recurrence: 'FREQ=DAILY' }).task).toMatchObject({ series_anchor: '2026-11-25', series_id: task.series_id });
  });
});

describe('finishing', () => {
  it('is task.completed, also by a patch with other fields', () => {
    for (const decision of [completeTask(milk, context), changeTask(milk, { status: 'DONE', title: 'Milk' }, context)]) {
      expect(decision).toMatchObject({ task: { status: 'DONE', completed_at: later, version: 2 }, lifecycle: { type: 'task.completed' } });
    }
  });

  it('of a finished task changes nothing', () => {
    const done = change(milk, { status: 'DONE' }).task;
    expect(completeTask(done, { ...context, now: '2027-01-01T00:00:00.000Z' })).toEqual({ kind: 'unchanged', task: done });
  });

  it('is taken back by reopening, which is task.updated with status and completed_at', () => {
    const done = change(milk, { status: 'DONE' }).task;
    expect(reopenTask(done, context)).toMatchObject({
      task: { status: 'TODO', completed_at: null, version: 3 },
      lifecycle: { type: 'task.updated', changed_fields: ['status', 'completed_at'] },
    });
    expect(reopenTask(milk, context).kind).toBe('unchanged');
  });
});

describe('a deleted task', () => {
  it('ends with a version of its own', () => {
    expect(deleteTask(milk, later)).toMatchObject({ task: { version: 2 }, lifecycle: { type: 'task.deleted', changed_fields: [] } });
  });
});

describe('the next instance', () => {
  it('is the same task, open again, one further in its series', () => {
    const first = create({ title: 'x', due_local: '2026-11-22', recurrence: 'FREQ=WEEKLY', tags: ['a'] });
    const done = change(first, { status: 'DONE' }).task;
    const { task, lifecycle } = createNextInstance(done, '2026-11-29', { id: series_id, now: later });
    expect(lifecycle.type).toBe('task.created');
    expect(task).toMatchObject({ status: 'TODO', completed_at: null, occurrence_index: 1, version: 1, tags: ['a'], series_anchor: '2026-11-22' });
    expect(task.due_date).toBe('2026-11-29T08:00:00.000Z');
  });

  it('has no reminder at an instant that is past', () => {
    const first = create({ title: 'x', due_local: '2026-11-22', recurrence: 'FREQ=WEEKLY', reminders: [{ at: now }, { minutes_before: 5 }] });
    expect(createNextInstance(first, '2026-11-29', { id: series_id, now }).task.reminders).toEqual([{ minutes_before: 5 }]);
  });
});
