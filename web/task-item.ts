import { describeRecurrence } from '../contracts/recurrence-text.ts';
import { el } from './dom.ts';
import { dueText, isOverdue } from './format.ts';
import type { Task } from './types.ts';

/** What a person does to a task in the list. */
export interface TaskActions {
  setDone(task: Task, done: boolean): Promise<void>;
  remove(task: Task): Promise<void>;
}

const priorities = { HIGH: 'High priority', MEDIUM: null, LOW: 'Low priority' } as const;

const badge = (text: string | null, kind: string): HTMLElement | null => (text === null ? null : el('span', { class: `badge ${kind}` }, text));

const dueSpan = (task: Task, now: number): HTMLElement | null => {
  const due = dueText(task);
  if (due === null) return null;
  return isOverdue(task, now) ? el('span', { class: 'overdue' }, `Overdue: ${due}`) : el('span', {}, due);
};

const facts = (task: Task, now: number): HTMLElement =>
  el(
    'p',
    { class: 'facts' },
    badge(task.status === 'IN_PROGRESS' ? 'In progress' : null, 'progress'),
    badge(priorities[task.priority], task.priority.toLowerCase()),
    dueSpan(task, now),
    badge(task.recurrence === null ? null : `repeats ${describeRecurrence(task.recurrence)}`, 'plain'),
    ...task.tags.map((tag) => badge(`#${tag}`, 'tag')),
  );

const notes = (text: string | null): HTMLElement | null =>
  text ? el('details', {}, el('summary', {}, 'Notes'), el('p', { class: 'notes' }, text)) : null;

/** Deleting asks once more, in place. */
const removeButton = (task: Task, onRemove: () => unknown): HTMLElement => {
  const reset = (): void => {
    button.textContent = 'Delete';
    button.classList.remove('danger');
    button.setAttribute('aria-label', `Delete ${task.title}`);
  };
  const button = el('button', {
    type: 'button', class: 'quiet', 'data-control': 'remove', onblur: () => reset(),
    onclick: () => {
      if (button.classList.contains('danger')) return onRemove();
      button.textContent = 'Really delete?';
      button.classList.add('danger');
      button.setAttribute('aria-label', `Really delete ${task.title}?`);
      return undefined;
    },
  });
  reset();
  return button;
};

/** Same key, same look: such an item need not be drawn again. */
export const itemKey = (task: Task, now: number): string => `${task.id} ${task.version} ${isOverdue(task, now)}`;

/** A task as a line of the list. */
export const taskItem = (task: Task, now: number, actions: TaskActions): HTMLLIElement => {
  const done = task.status === 'DONE';
  const check: HTMLInputElement = el('input', {
    type: 'checkbox', 'data-control': 'done', checked: done, 'aria-label': `${done ? 'Reopen' : 'Check off'} ${task.title}`,
    onchange: () => actions.setDone(task, check.checked).catch(() => void (check.checked = done)),
  });
  return el(
    'li',
    { class: `task${done ? ' done' : ''}`, 'data-key': itemKey(task, now), 'data-id': task.id },
    check,
    el(
      'div',
      { class: 'what' },
      el('p', { class: 'title' }, task.title),
      facts(task, now),
      notes(task.description),
    ),
    removeButton(task, () => actions.remove(task)),
  );
};
