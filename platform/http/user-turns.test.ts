import { expect, it } from 'vitest';
import { createUserTurns } from './user-turns.ts';

const limits = { atOnce: 3, waiting: 100, waitMs: 10_000 };
const outcome = (turn: Promise<() => void>): Promise<'mine' | number> => turn.then(() => 'mine' as const, (error: { status: number }) => error.status);

it('three requests of a user go on at once, the next hundred wait in order, and one more is too many', async () => {
  const turns = createUserTurns(limits);
  const [first] = await Promise.all([turns('ada'), turns('ada'), turns('ada')]);
  const order: number[] = [];
  const waiting = Array.from({ length: 100 }, (_, i) => turns('ada').then((end) => {
    order.push(i);
    end();
  }));
  expect(await outcome(turns('ada'))).toBe(429);
  expect(order).toEqual([]);
  first();
  await Promise.all(waiting);
  expect(order).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

it('nobody waits for another', async () => {
  const turns = createUserTurns({ ...limits, waiting: 0 });
  await Promise.all([turns('ada'), turns('ada'), turns('ada')]);
  expect([await outcome(turns('ada')), await outcome(turns('bob'))]).toEqual([429, 'mine']);
});

it('a turn ends once, however often it is told so, and one that does not come is given up', async () => {
  const turns = createUserTurns({ atOnce: 1, waiting: 1, waitMs: 10 });
  const end = await turns('ada');
  expect(await outcome(turns('ada'))).toBe(429);
  end();
  end();
  const again = await turns('ada');
  expect(await outcome(turns('ada'))).toBe(429);
  again();
});
