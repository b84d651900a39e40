import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../test/helpers/random.ts';
import { applyFields, keptFields, type KeptFields, type Projection } from './projection.ts';

const blank: Projection = { task_id: 't', user_id: 'u', fields: {}, versions: {}, planned_from: null, deleted: false };

type History = { version: number; time: Date; fields: Partial<KeptFields> }[];

/** A task's life: the whole at first, then a few fields at a time; each value names its version. */
const historyOf = (random: () => number): History =>
  Array.from({ length: 2 + Math.floor(random() * 6) }, (_, i) => ({
    version: i + 1,
    time: new Date(1_000 * (i + 1)),
    fields: Object.fromEntries(keptFields.filter(() => i === 0 || random() < 0.3).map((name) => [name, `${name} ${i + 1}`])) as Partial<KeptFields>,
  }));

const apply = (history: History): Projection => {
  let task = blank;
  for (const { fields, ...change } of history) task = applyFields(task, fields, change) ?? task;
  return task;
};

const shuffled = (history: History, random: () => number): History =>
  [...history, ...history.filter(() => random() < 0.3)].map((change) => ({ change, at: random() })).toSorted((a, b) => a.at - b.at).map(({ change }) => change);

describe('a projection', () => {
  it('is the same in whatever order the changes come, and however often', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const random = createRandom(seed);
      const history = historyOf(random);
      expect(apply(shuffled(history, random))).toEqual(apply(history));
    }
  });

  it('loses nothing of the changes that did come where some are skipped', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const random = createRandom(seed);
      const seen = historyOf(random).filter(() => random() < 0.6);
      const { fields } = apply(shuffled(seen, random));
      for (const name of keptFields) expect(fields[name]).toBe(seen.findLast((change) => change.fields[name] !== undefined)?.fields[name]);
    }
  });

  it('takes nothing that is not newer, nothing once it is deleted, and no time from a new title', () => {
    const task = apply([{ version: 3, time: new Date(3_000), fields: { status: 'DONE', due_date: null } }]);
    expect(applyFields(task, { status: 'TODO' }, { version: 3, time: new Date(9_000) })).toBeNull();
    expect(applyFields(task, { status: 'TODO' }, { version: 2, time: new Date(2_000) })).toBeNull();
    expect(applyFields({ ...task, deleted: true }, { status: 'TODO' }, { version: 9, time: new Date(9_000) })).toBeNull();
    expect(applyFields(task, { title: 'new' }, { version: 4, time: new Date(9_000) })?.planned_from).toEqual(new Date(3_000));
  });
});
