import { expect, it } from 'vitest';
import { readTimes } from './read-times.ts';

const context = { now: '2026-11-26T13:30:00.000Z', time_zone: 'Europe/Berlin', date_order: null };

it('claims the stretch that it read', () => {
  const message = 'buy milk 2026-11-27T09:00';
  expect(readTimes(message, context).expressions).toMatchObject([{ kind: 'point', due_local: '2026-11-27T09:00', spans: [{ from: 9, to: message.length }] }]);
  expect(readTimes('buy "2026-11-27"', context).expressions).toEqual([]);
});
