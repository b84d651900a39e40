import { expect, it } from 'vitest';
import { topicsIn } from './group-members.ts';

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
const subscription = (...after: number[]): Buffer =>
  Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 2]), text('task-events'), text('reminders'), Buffer.from(after)]);

it.each([
  ['no user data', [255, 255, 255, 255]],
  ['user data', [0, 0, 0, 1, 129]],
  ['nothing', []],
])('reads the topics of a member, with %s behind them', (_what, after) => expect(topicsIn(subscription(...after))).toEqual(['task-events', 'reminders']));

it('a member that is about to join has none', () => expect(topicsIn(Buffer.alloc(0))).toEqual([]));
