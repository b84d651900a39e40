import { describe, expect, it } from 'vitest';
import { aTask } from '../testing/a-task.ts';
import { renamed, type Act, type Entry } from './acts.ts';
import { mergeEdit } from './conflict.ts';
import { overlay } from './overlay.ts';

const owner = { id: 'u', time_zone: 'Europe/Berlin' };
const at = '2026-11-26T08:00:00.000Z';
const entries = (...acts: Act[]): Entry[] => acts.map((act, seq) => ({ seq, key: `k${seq}`, at, act, title: '', sent: false }));
const base = new Map([['a', aTask()], ['b', aTask({ id: 'b', title: 'call mom', status: 'DONE', completed_at: at })]]);
const after = (...acts: Act[]) => overlay(base, entries(...acts), owner);

describe('what waits to be sent', () => {
  it('is shown in its order, and leaves what the server said as it was', () => {
    const tasks = after(
      { kind: 'create', id: 'new-1', fields: { title: 'new', due_local: '2026-11-27T09:00' } }, { kind: 'patch', id: 'new-1', fields: { title: 'newer' }, before: { title: 'new' } },
      { kind: 'complete', id: 'a' }, { kind: 'delete', id: 'b' },
    );
    expect([...tasks.values()].map(({ title, status, due_date }) => [title, status, due_date])).toEqual([['buy milk', 'DONE', null], ['newer', 'TODO', '2026-11-27T08:00:00.000Z']]);
    expect(base.get('a')!.status).toBe('TODO');
  });

  it('touches several at once', () => {
    expect([...after({ kind: 'batch', ids: ['a', 'b'], change: { op: 'update', fields: { priority: 'HIGH' } } }).values()].map(({ priority }) => priority)).toEqual(['HIGH', 'HIGH']);
    expect([...after({ kind: 'batch', ids: ['a', 'b'], change: { op: 'delete' } })]).toEqual([]);
  });

  it('that is about no task changes nothing, not even the map', () => expect(after({ kind: 'chat', message: 'hello', shown: 'hello' }, { kind: 'undo' })).toBe(base));

  it('follows a task that gets its id from the server', () => {
    expect(renamed({ kind: 'batch', ids: ['new-1', 'a'], change: { op: 'complete' } }, 'new-1', 'x')).toMatchObject({ ids: ['x', 'a'] });
    expect(renamed({ kind: 'patch', id: 'new-1', fields: {}, before: {} }, 'new-1', 'x')).toMatchObject({ id: 'x' });
    expect(renamed({ kind: 'complete', id: 'a' }, 'new-1', 'x')).toMatchObject({ id: 'a' });
  });
});

it('merges an edit with what changed elsewhere, field by field', () => {
  const current = aTask({ title: 'theirs', tags: ['x'], priority: 'HIGH' });
  const edit = { title: 'mine', description: 'mine', tags: ['x'], priority: 'LOW' } as const;
  const before = { title: 'old', description: null, tags: [], priority: 'HIGH' } as const;
  expect(mergeEdit(current, { ...edit, tags: ['x'] }, { ...before, tags: [] })).toEqual({ free: { description: 'mine', tags: ['x'], priority: 'LOW' }, contested: { title: 'mine' } });
});
