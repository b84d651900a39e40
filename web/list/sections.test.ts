import { expect, it } from 'vitest';
import { aTask } from '../testing/a-task.ts';
import { nowIn } from '../time/day.ts';
import { toInstant } from '../time/zone.ts';
import type { Task } from '../types.ts';
import { intoSections, sectionOf } from './sections.ts';

const zone = 'Europe/Berlin';
// A Wednesday, 21:30 in that zone.
const now = nowIn(zone, Date.parse('2026-11-25T20:30:00Z'));
const due = (due_local: string | null, more: Partial<Task> = {}): Task =>
  aTask({ due_local, due_date: due_local && toInstant(due_local, zone), time_zone: zone, ...more });

it.each([
  ['2026-11-24', 'overdue'], ['2026-11-25T21:29', 'overdue'], ['2026-11-25', 'today'], ['2026-11-25T21:31', 'today'], ['2026-11-25T23:59', 'today'], ['2026-11-26', 'tomorrow'],
  ['2026-11-26T00:00', 'tomorrow'], ['2026-11-27', 'week'], ['2026-11-29T23:59', 'week'], ['2026-11-30', 'later'], ['2026-11-30T00:00', 'later'], [null, 'none'],
])('puts what is due %s under %s, as the server counts', (due_local, section) => expect(sectionOf(due(due_local), now)).toBe(section));

it('has no rest of the week on a Sunday', () => {
  const sunday = nowIn(zone, Date.parse('2026-11-29T12:00:00Z'));
  expect(['2026-11-29', '2026-11-30', '2026-12-01'].map((day) => sectionOf(due(day), sunday))).toEqual(['today', 'tomorrow', 'later']);
});

it('sorts each part: by date, then the newest; what is done by when it was done', () => {
  const parts = intoSections(
    [
      due('2026-12-01', { id: 'a' }), due('2026-12-01', { id: 'c' }), due('2026-11-30', { id: 'b' }), due(null, { id: 'd' }), due(null, { id: 'e' }),
      due(null, { id: 'f', status: 'DONE', completed_at: '2026-11-01T00:00:00.000Z' }), due(null, { id: 'g', status: 'DONE', completed_at: '2026-11-02T00:00:00.000Z' }),
    ],
    now,
  );
  expect([parts.later, parts.none, parts.done].map((tasks) => tasks.map(({ id }) => id).join(''))).toEqual(['bca', 'ed', 'gf']);
});

