import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const crowd = { areMore: true, now: 0 };

it('passes over whoever had a turn in this round, and whoever has enough under way in the next one too', () => {
  const turns = createTurns();
  for (const user of ['ada', 'ada', 'bob']) turns.begin(user, crowd);
  turns.end('bob');
  expect(turns.passedOver().sort()).toEqual(['ada', 'bob']);
  turns.newRound(0);
  expect([turns.passedOver(), turns.isRound()]).toEqual([['ada'], false]);
  turns.end('ada');
  expect(turns.passedOver()).toEqual([]);
});

it('lets nobody wait where no more are due, or nobody else was a moment ago', () => {
  const turns = createTurns();
  turns.begin('ada', { areMore: false, now: 0 });
  expect(turns.passedOver()).toEqual([]);
  turns.newRound(0);
  turns.begin('bob', { areMore: true, now: 499 });
  expect(turns.passedOver()).toEqual([]);
  turns.begin('cid', { areMore: true, now: 500 });
  expect(turns.passedOver()).toEqual(['cid']);
});

it('remembers no more users than a round is long', () => {
  const turns = createTurns();
  for (let i = 0; i < 10_000; i++) {
    turns.begin(`user ${i}`, crowd);
    turns.end(`user ${i}`);
  }
  expect(turns.passedOver().length).toBeLessThanOrEqual(200);
});
