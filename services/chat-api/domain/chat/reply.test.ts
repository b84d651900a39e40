import { describe, expect, it } from 'vitest';
import { changeTask, deleteTask } from '../change-task.ts';
import { createTask } from '../create-task.ts';
import type { TaskPatch } from '../task-input.ts';
import { formatDue } from './format-due.ts';
import { patchFromChat } from './patch-from-chat.ts';
import { askWhichTask, sayAdded, sayChanged, sayList } from './reply.ts';

const now = '2026-11-20T12:30:00.000Z';
const id = '0190a000-0000-7000-8000-000000000001';
const context = { id, now, series_id: id, user: { id, time_zone: 'Europe/Berlin' } };
const created = createTask({ title: 'buy milk', due_local: '2026-11-22T09:00', priority: 'HIGH', tags: ['home'] }, context);
if (created.kind === 'invalid') throw new Error('the task is valid');
const milk = created.task;

const sayPatched = (patch: TaskPatch): string => {
  const decision = changeTask(milk, patch, { now, series_id: id });
  return decision.kind === 'changed' ? sayChanged(decision.task, decision.lifecycle, now) : decision.kind;
};

describe('a reply', () => {
  it('echoes the absolute date with its zone', () => {
    expect(sayAdded(milk, now)).toBe('Added “buy milk”, due Sun 22 Nov 2026, 09:00 (Europe/Berlin), high priority, #home.');
    expect(formatDue('2026-11-22', 'UTC')).toBe('Sun 22 Nov 2026 (UTC)');
  });

  it('says how a task repeats in words', () => {
    expect(sayAdded({ ...milk, recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH' }, now)).toContain('(Europe/Berlin), repeats every Monday and Thursday, high');
  });

  it('shows the time that the clock will show where it skips the one that was said', () => {
    expect(formatDue('2026-03-29T02:30', 'Europe/Berlin')).toBe('Sun 29 Mar 2026, 03:30 (Europe/Berlin)');
  });

  it('says what happened', () => {
    expect(sayPatched({ status: 'DONE' })).toBe('Done: “buy milk”.');
    expect(sayPatched({ title: 'oat' })).toMatch(/^Changed “oat”, .* \(was “buy milk”\)\.$/);
    expect(sayPatched({ due_local: '2026-11-19' })).toMatch(/in the past\.$/);
    expect(sayChanged(milk, deleteTask(milk, now).lifecycle, now)).toMatch(/^Deleted “buy milk”\./);
  });

  it('lists tasks, and says when there are more or none', () => {
    expect(sayList([milk], false)).toMatch(/^1 task:\n• “buy milk”/);
    expect(sayList([milk, milk], true)).toMatch(/and more/);
    expect(sayList([], false)).toBe('No tasks found.');
  });

  it('offers each task by its id', () => {
    expect(askWhichTask([milk, milk], (task) => `complete ${task}`).choices[0]?.message).toBe(`complete ${id}`);
  });
});

describe('a change as it was said', () => {
  const today = '2026-11-20T13:30';
  it.each([
    [{ due: { day: '2026-11-30', time: null } }, { due_local: '2026-11-30T09:00' }],
    [{ due: { day: null, time: '18:00' } }, { due_local: '2026-11-22T18:00' }],
    [{ due: null }, { due_local: null }],
    [{ add_tags: ['shop', 'home'] }, { tags: ['home', 'shop'] }],
    [{ remove_tags: ['HOME'] }, { tags: [] }],
    [{ title: 'x' }, { title: 'x' }],
  ])('%j is completed by the task', (said, patch) => expect(patchFromChat(said, milk, today)).toEqual(patch));

  it('takes the next such time where the task has no day', () => {
    const undated = { ...milk, due_local: null, due_date: null };
    expect(patchFromChat({ due: { day: null, time: '12:00' } }, undated, today).due_local).toBe('2026-11-21T12:00');
    expect(patchFromChat({ due: { day: null, time: '15:00' } }, undated, today).due_local).toBe('2026-11-20T15:00');
  });
});
