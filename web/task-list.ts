import { itemKey, taskItem, type TaskActions } from './task-item.ts';
import type { Task } from './types.ts';

/** Where the keyboard was: a task's control, or the place of it when the task goes away. */
const focusIn = (list: HTMLElement): { id: string; control: string; index: number } | null => {
  const control = document.activeElement;
  const item = control?.closest('li');
  if (!control || !item || !list.contains(item)) return null;
  return { id: item.dataset['id'] ?? '', control: control.getAttribute('data-control') ?? '', index: [...list.children].indexOf(item) };
};

const restoreFocus = (list: HTMLElement, place: ReturnType<typeof focusIn>): void => {
  if (place === null || list.contains(document.activeElement)) return;
  const { id, control, index } = place;
  const same = [...list.children].find((item) => (item as HTMLElement).dataset['id'] === id);
  const item = same ?? list.children[Math.min(index, list.children.length - 1)] ?? list;
  const target = item.querySelector<HTMLElement>(`[data-control="${control}"]`) ?? list;
  target.focus();
};

/** Shows these tasks; what did not change keeps its element, so that reading and typing go on undisturbed. */
export const drawTasks = (list: HTMLElement, tasks: readonly Task[], actions: TaskActions): void => {
  const now = Date.now();
  const place = focusIn(list);
  const wanted = new Map(tasks.map((task) => [itemKey(task, now), task]));
  const kept = new Map<string, Element>();
  for (const item of [...list.children] as HTMLElement[]) {
    const key = item.dataset['key'] ?? '';
    if (wanted.has(key)) kept.set(key, item);
    else item.remove();
  }
  [...wanted].forEach(([key, task], i) => {
    const item = kept.get(key) ?? taskItem(task, now, actions);
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
  restoreFocus(list, place);
};
