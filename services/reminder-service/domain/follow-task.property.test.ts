import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldChanges } from '#contracts/fold-changes';
import { beforeSteps, followTask, type FollowedTask, type TaskStep } from './follow-task.ts';
import type { Projection } from './projection.ts';

const hour = 3_600_000;
const noon = Date.parse('2030-05-06T12:00:00Z');
const at = (ms: number): Date => new Date(noon + ms);

/** What is known of a task and what is to be sent, as the tables hold it. */
interface Stored {
  task: Projection;
  pending: ReadonlySet<number>;
}

/** Does in memory what `writePlans` does. */
const store = ({ pending }: Stored, { task, kept, scheduled }: FollowedTask): Stored => {
  const planned = new Set([...(kept ?? []), ...scheduled.keys()]);
  return { task, pending: new Set([...[...pending].filter((instant) => planned.has(instant)), ...scheduled.keys()]) };
};

const handle = (stored: Stored, steps: readonly TaskStep[]): Stored => {
  const { changed } = foldChanges(new Map([['t', beforeSteps(stored.task)]]), steps, followTask);
  return changed.size === 0 ? stored : store(stored, changed.get('t')!);
};

const whole = { title: 'walk', status: 'TODO' as const, due_date: at(0).toISOString(), due_local: '2030-05-06T12:00', time_zone: 'UTC', reminders: null };

const fields = fc.oneof(
  fc.constant(whole),
  fc.record({ status: fc.constantFrom('TODO' as const, 'DONE' as const) }),
  fc.record({ title: fc.constantFrom('run', 'swim') }),
  fc.integer({ min: -3, max: 3 }).map((hours) => ({ due_date: at(hours * hour).toISOString() })),
  fc.array(fc.record({ minutes_before: fc.constantFrom(0, 30, 60, 120) }), { maxLength: 3 }).map((reminders) => ({ reminders })),
);

const step = fc.record({
  task_id: fc.constant('t'),
  user_id: fc.constant('u'),
  cause: fc.constant({ id: 'e', correlationid: 'c' }),
  version: fc.integer({ min: 1, max: 8 }),
  time: fc.integer({ min: -5, max: 4 }).map((hours) => at(hours * hour)),
});

const steps: fc.Arbitrary<TaskStep[]> = fc.array(
  fc.tuple(step, fields, fc.integer({ min: 0, max: 15 })).map(([common, fields, end]): TaskStep => {
    const { task_id, user_id, cause } = common;
    return end === 0 ? { task_id, user_id, cause, gone: true } : { ...common, fields };
  }),
  { maxLength: 8 },
);

const first: TaskStep = { task_id: 't', user_id: 'u', cause: { id: 'e', correlationid: 'c' }, version: 1, time: at(-5 * hour), fields: whole };
const blank: Stored = { task: { task_id: 't', user_id: 'u', fields: {}, versions: {}, planned_from: null, deleted: false }, pending: new Set() };

it('a batch leads to the same reminders as its events one by one', () => {
  fc.assert(
    fc.property(steps, steps, (before, batch) => {
      const stored = handle(handle(blank, [first]), before);
      const oneByOne = batch.reduce((known, one) => handle(known, [one]), stored);
      expect(handle(stored, batch)).toEqual(oneByOne);
    }),
    { numRuns: 2_000 },
  );
});
