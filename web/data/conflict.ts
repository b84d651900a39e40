import type { Task } from '../types.ts';
import type { Fields } from './acts.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

type Field = keyof Fields;

/**
 * What is left of an edit if the task has changed elsewhere meanwhile: the fields that can
 * still be set, and those that somebody else set too.
 */
export const mergeEdit = (current: Task, fields: Fields, before: Fields): { free: Fields; contested: Fields } => {
  const free: Fields = {};
  const contested: Fields = {};
  for (const name of Object.keys(fields) as Field[]) {
    const untouched = same(current[name], before[name]) || same(current[name], fields[name]);
    Object.assign(untouched ? free : contested, { [name]: fields[name] });
  }
  return { free, contested };
};

/** The present values of the fields that are to change. */
export const valuesOf = (task: Task, fields: Fields): Fields =>
  Object.fromEntries((Object.keys(fields) as Field[]).map((name) => [name, task[name]])) as Fields;
