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
  const notice = el('p', { class: 'notice', role: 'status', hidden: true });
  const leave = watchTasks(tasks, ({ title, body }) => {
    notice.textContent = `${title}: ${body}`;
    notice.hidden = false;
  });
  return { element: el('div', { class: 'home' }, notice, chat, tasks.element), leave };
};
