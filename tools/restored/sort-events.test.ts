import { expect, it } from 'vitest';
import { taskDeleted, userDeleted } from '#contracts/events/index';
import { toSequence } from '#contracts/envelope';
import { newId } from '#platform/ids';
import { makeEvent } from '../../test/helpers/events.ts';
import { sortEvents } from './sort-events.ts';

const restoredTo = new Date('2026-11-26T12:00:00Z');
const at = (seconds: number): Date => new Date(restoredTo.getTime() + seconds * 1_000);
const user = newId();
const [early, late] = [newId(), newId()];

const deleted = (id: string, version: number) => makeEvent(taskDeleted, { task_id: id }, { partitionkey: user, sequence: toSequence(version) });
const stored = (event: object, timestamp: Date) => ({ key: user, value: JSON.stringify(event), timestamp });

it('events are of before or of after, by when they were published; tasks are mentioned by both', () => {
  const sorted = sortEvents([stored(deleted(early, 3), at(-1)), stored(deleted(late, 9), at(1))], restoredTo);
  expect(sorted.before.map(({ event }) => event.data)).toEqual([{ task_id: early }]);
  expect(sorted.mentioned).toEqual([{ id: early, user_id: user, version: 3 }, { id: late, user_id: user, version: 9 }]);
});

it('who deleted their account after the backup is named; who did before is gone in it too', () => {
  const leave = makeEvent(userDeleted, { user_id: user }, { partitionkey: user });
  expect([sortEvents([stored(leave, at(1))], restoredTo).ended, sortEvents([stored(leave, at(-1))], restoredTo).ended]).toEqual([[user], []]);
});

it('what keeps to no contract is passed over', () => {
  const odd = ['', '{', 'null', '[]', '{"type":"task.deleted"}'].map((value) => ({ key: user, value, timestamp: at(-1) }));
  expect(sortEvents(odd, restoredTo)).toEqual({ before: [], mentioned: [], ended: [] });
});
