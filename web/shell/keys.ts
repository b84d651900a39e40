import { signal } from '@preact/signals';
import { finishTask, takeBack } from '../data/do.ts';
import { tasks } from '../data/state.ts';
import { focusTask } from '../list/focus.ts';
import { current, neighbour, opened, pickNone, selected, togglePicked, wanted } from '../list/selection.ts';
import type { Task } from '../types.ts';

/** The dialogs. */
export type Box = 'help' | 'palette';

/** The dialog that is open. */
export const box = signal<Box | null>(null);

/** The shortcuts in words, for the help. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['q', 'Add a task'], ['/', 'Search'], ['j', 'Next task'], ['k', 'Previous task'], ['Enter', 'Open or close its details'], ['e', 'Complete it, or reopen it'],
  ['x', 'Select it'], ['#', 'Delete it'], ['Esc', 'Close what is open'], ['Ctrl+Z', 'Undo'], ['Ctrl+Shift+Z', 'Redo'], ['Ctrl+K', 'Find anything'],
  ['g then t', 'Go to the tasks'], ['g then c', 'Go to the chat'], ['g then n', 'Go to the notices'], ['g then s', 'Go to the settings'], ['?', 'This help'],
];

const focusOn = (selector: string): void => {
  const field = document.querySelector<HTMLElement>(selector);
  if (field !== null) return field.focus();
  location.hash = '#/';
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus()));
};

const walk = (steps: number): void => {
  const id = neighbour(steps);
  if (id === null) return;
  current.value = id;
  wanted.value = id;
  focusTask(id);
};

const withCurrent = (run: (task: Task) => void) => (): void => {
  const task = current.value === null ? undefined : tasks.value.get(current.value);
  if (task !== undefined) run(task);
};

const leave = (run: (task: Task) => void) => withCurrent((task) => {
  const next = neighbour(1) === task.id ? neighbour(-1) : neighbour(1);
  run(task);
  if (next === null) return;
  current.value = next;
  focusTask(next);
});

const places: Record<string, string> = { t: '#/', c: '#/chat', n: '#/notices', s: '#/settings' };

const keys: Record<string, () => void> = {
  q: () => focusOn('#quick-add'),
  '/': () => focusOn('#search'),
  j: () => walk(1),
  k: () => walk(-1),
  x: withCurrent(({ id }) => togglePicked(id)),
  e: leave((task) => finishTask(task, task.status === 'DONE' ? 'reopen' : 'complete')),
  '#': leave((task) => finishTask(task, 'delete')),
  '?': () => void (box.value = 'help'),
  Escape: () => {
    if (selected.value.length > 0) pickNone();
    else opened.value = null;
  },
};

const withControl: Record<string, (event: KeyboardEvent) => void> = {
  k: () => void (box.value = 'palette'),
  z: ({ shiftKey }) => void takeBack(shiftKey ? 'redo' : 'undo'),
  y: () => void takeBack('redo'),
};

const isTyping = ({ target }: Event): boolean => target instanceof Element && target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

let going = false;

const goTo = (key: string): boolean => {
  if (!going) return false;
  going = false;
  if (places[key] !== undefined) location.hash = places[key];
  return places[key] !== undefined;
};

const runPlain = (event: KeyboardEvent): boolean => {
  if (goTo(event.key)) return true;
  going = event.key === 'g';
  keys[event.key]?.();
  return event.key in keys;
};

const runWithControl = (event: KeyboardEvent): boolean => {
  const key = event.key.toLowerCase();
  // In a text field, Ctrl+Z is the field's own undo.
  if (!(key in withControl) || (key !== 'k' && isTyping(event))) return false;
  withControl[key]!(event);
  return true;
};

/** Something else takes the key: an input method, an open dialog, or the focused element. */
const isTaken = ({ altKey, isComposing, defaultPrevented }: KeyboardEvent): boolean => altKey || isComposing || defaultPrevented || document.querySelector('dialog[open]') !== null;

const onKey = (event: KeyboardEvent): void => {
  if (isTaken(event)) return;
  const done = event.ctrlKey || event.metaKey ? runWithControl(event) : !isTyping(event) && runPlain(event);
  if (done) event.preventDefault();
};

/** Listens to the keyboard; returns a function that ends it. */
export const listenToKeys = (): (() => void) => {
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
};
