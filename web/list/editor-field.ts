import type { Fields } from '../data/acts.ts';
import type { Now } from '../time/day.ts';
import type { Task } from '../types.ts';

/** What every field of the editor gets. */
export interface EditorField {
  task: Task;
  now: Now;
  save(fields: Fields): void;
}
