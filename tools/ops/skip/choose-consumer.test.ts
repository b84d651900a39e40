import { expect, it } from 'vitest';
import { chooseConsumer } from './choose-consumer.ts';

const committed = new Map([['reminder-service', 7n], ['notification-service', 9n], ['recurring-service', 3n]]);

it('the consumer that was named, if it stands before the record', () => {
  expect(chooseConsumer(committed, 7n, 'reminder-service')).toBe('reminder-service');
  expect(chooseConsumer(new Map([['audit-service', 7n]]), 7n, undefined)).toBe('audit-service');
  expect(chooseConsumer(new Map(), 0n, 'audit-service')).toBe('audit-service');
});

it.each<[bigint, string | undefined, RegExp]>([
  [7n, undefined, /^Which consumer\? Say --consumer; they stand so: reminder-service at 7, notification-service at 9, recurring-service at 3\.$/],
  [7n, 'notification-service', /^notification-service does not stand before offset 7: /],
  [1n, undefined, /^Nobody stands before offset 1: /],
])('is refused where that would be a guess: %s, %s', (offset, named, message) => expect(() => chooseConsumer(committed, offset, named)).toThrow(message));
