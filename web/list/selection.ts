import { computed, effect, signal } from '@preact/signals';
import { renaming, tasks } from '../data/state.ts';
import { folded, parts, showsDone } from './lists.ts';
import { sections, type Section } from './sections.ts';

/** The task whose details are open. */
export const opened = signal<string | null>(null);

/** Where the keyboard is in the list. */
export const current = signal<string | null>(null);

/** A task to bring into view, as soon as it is in the list. */
export const wanted = signal<string | null>(null);

/** Opens a task and brings it into view. */
export const showTask = (id: string): void => {
  opened.value = id;
  wanted.value = id;
};

const picked = signal<ReadonlySet<string>>(new Set());

/** The tasks selected for a bulk act, without those that are gone. */
export const selected = computed<readonly string[]>(() => [...picked.value].filter((id) => tasks.value.has(id)));

/** Whether a part of the list shows its tasks. */
export const isOpen = (section: Section): boolean => (section === 'done' ? showsDone.value : !folded.value.has(section));

/** The tasks in the order in which they are shown. */
export const order = computed<readonly string[]>(() => sections.flatMap((section) => (isOpen(section) ? parts.value[section].map(({ id }) => id) : [])));

/** Folds a part of the list, or unfolds it. */
export const toggleSection = (section: Section): void => {
  if (section === 'done') return void (showsDone.value = !showsDone.value);
  const next = new Set(folded.value);
  if (!next.delete(section)) next.add(section);
  folded.value = next;
};

/** Selects a task for a bulk act, or deselects it. */
export const togglePicked = (id: string): void => {
  const next = new Set(picked.value);
  if (!next.delete(id)) next.add(id);
  picked.value = next;
};

/** Selects everything from where the keyboard is to this task. */
export const pickThrough = (id: string): void => {
  const [from, to] = [order.value.indexOf(current.value ?? id), order.value.indexOf(id)].sort((a, b) => a - b);
  picked.value = new Set([...picked.value, ...order.value.slice(from, to! + 1)]);
};

/** Deselects everything. */
export const pickNone = (): void => void (picked.value = new Set());

/** The task so many places further down the list, or the nearest one. */
export const neighbour = (steps: number): string | null => {
  const at = current.value === null ? -1 : order.value.indexOf(current.value);
  const next = at < 0 ? 0 : Math.min(order.value.length - 1, Math.max(0, at + steps));
  return order.value[next] ?? null;
};

const follow = (name: typeof opened, from: string, to: string): void => {
  if (name.peek() === from) name.value = to;
};

// A task created here gets another id once the server has it; the selection follows.
effect(() => {
  if (renaming.value === null) return;
  const { from, to } = renaming.value;
  follow(opened, from, to);
  follow(current, from, to);
  if (picked.peek().has(from)) picked.value = new Set([...picked.peek()].map((id) => (id === from ? to : id)));
});
