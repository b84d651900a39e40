import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFields, keptFields, type KeptFields, type Projection } from './projection.ts';

const blank: Projection = { task_id: 't', user_id: 'u', fields: {}, versions: {}, planned_from: null, deleted: false };

type History = { version: number; time: Date; fields: Partial<KeptFields> }[];

/** A task's life: first all fields, then a few at a time; each value names its version. */
const histories: fc.Arbitrary<History> = fc.array(fc.subarray([...keptFields]), { minLength: 1, maxLength: 7 }).map((later) =>
  [[...keptFields], ...later].map((names, i) => ({
    version: i + 1,
    time: new Date(1_000 * (i + 1)),
    fields: Object.fromEntries(names.map((name) => [name, `${name} ${i + 1}`])) as Partial<KeptFields>,
  })),
);

const apply = (history: History): Projection => {
  let task = blank;
  for (const { fields, ...change } of history) task = applyFields(task, fields, change) ?? task;
  return task;
};

/** The same changes in another order, some of them twice. */
const shuffled = (history: History): fc.Arbitrary<History> =>
  fc.subarray(history).chain((twice) => fc.shuffledSubarray([...history, ...twice], { minLength: history.length + twice.length }));

describe('a projection', () => {
  it('is the same in whatever order the changes come, and however often', () =>
    fc.assert(
      fc.property(histories.chain((history) => fc.tuple(fc.constant(history), shuffled(history))), ([history, seen]) => void expect(apply(seen)).toEqual(apply(history))),
      { numRuns: 2_000 },
    ));

  it('loses nothing of the changes that did come where some are skipped', () =>
    fc.assert(
      fc.property(histories.chain(fc.subarray).chain((came) => fc.tuple(fc.constant(came), shuffled(came))), ([came, seen]) => {
        const { fields } = apply(seen);
        for (const name of keptFields) expect(fields[name]).toBe(came.findLast((change) => change.fields[name] !== undefined)?.fields[name]);
      }),
      { numRuns: 2_000 },
    ));

  it('takes nothing that is not newer, nothing once it is deleted, and no time from a new title', () => {
    const task = apply([{ version: 3, time: new Date(3_000), fields: { status: 'DONE', due_date: null } }]);
    expect(applyFields(task, { status: 'TODO' }, { version: 3, time: new Date(9_000) })).toBeNull();
    expect(applyFields(task, { status: 'TODO' }, { version: 2, time: new Date(2_000) })).toBeNull();
    expect(applyFields({ ...task, deleted: true }, { status: 'TODO' }, { version: 9, time: new Date(9_000) })).toBeNull();
    expect(applyFields(task, { title: 'new' }, { version: 4, time: new Date(9_000) })?.planned_from).toEqual(new Date(3_000));
  });
});
