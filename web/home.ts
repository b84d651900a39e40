import { chatPane } from './chat.ts';
import { el } from './dom.ts';
import { tasksPane } from './tasks.ts';
import { watchTasks } from './updates.ts';

/** A view, and what to do when it is left. */
export interface View {
  element: HTMLElement;
  leave(): void;
}

/** Chat and tasks side by side. */
export const homeView = (): View => {
  const tasks = tasksPane();
  const chat = chatPane(() => void tasks.refresh());
  void tasks.refresh();
  return { element: el('div', { class: 'home' }, chat, tasks.element), leave: watchTasks(() => void tasks.refresh()) };
};
