import { expect, it } from 'vitest';
import { watchSlowEvents } from './slow-events.ts';

const tooLong = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });

it('the first time that an event takes too long is nobody’s fault, the second its own', () => {
  const slow = watchSlowEvents();
  expect([slow.isTheirOwn(tooLong, ['a']), slow.isTheirOwn(tooLong, ['b']), slow.isTheirOwn(tooLong, ['a'])]).toEqual([false, false, true]);
});

it('an event that has been handled since starts anew, and other errors do not count', () => {
  const slow = watchSlowEvents();
  const lock = Object.assign(new Error('lock timeout'), { code: '55P03' });
  expect([slow.isTheirOwn(lock, ['a']), slow.isTheirOwn(lock, ['a'])]).toEqual([false, false]);
  slow.isTheirOwn(tooLong, ['a']);
  slow.handled(['a']);
  expect(slow.isTheirOwn(tooLong, ['a'])).toBe(false);
});

it('remembers a bounded number of events', () => {
  const slow = watchSlowEvents();
  for (let i = 0; i <= 1_000; i++) slow.isTheirOwn(tooLong, [String(i)]);
  expect([slow.isTheirOwn(tooLong, ['1000']), slow.isTheirOwn(tooLong, ['0'])]).toEqual([true, false]);
});
