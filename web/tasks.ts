import { errorText, get, post, remove } from './api.ts';
import { el } from './dom.ts';
import { drawTasks } from './task-list.ts';
import type { Task, TaskPage } from './types.ts';

/** The list of tasks, and how to have it read again. */
export interface TasksPane {
  element: HTMLElement;
  refresh(): Promise<void>;
  /** Up to which of the user's changes the list reaches. */
  seen(): number;
}

const filters = { open: 'Open', done: 'Done', all: 'All' } as const;

const statuses = { open: ['TODO', 'IN_PROGRESS'], done: ['DONE'], all: [] };

type Filter = keyof typeof filters;

/** The list of tasks. */
export const tasksPane = (): TasksPane => {
  let filter: Filter = 'open';
  let pages = 1;
  let latest = 0;
  let seen = 0;

  const list = el('ul', { class: 'tasks', tabindex: -1, 'aria-labelledby': 'tasks-title' });
  const problem = el('p', { class: 'problem', role: 'alert' });
  // Said once, not at each reading.
  const complain = (text: string): void => {
    if (problem.textContent !== text) problem.textContent = text;
  };
  const empty = el('p', { class: 'muted', hidden: true });
  const more = el('button', { type: 'button', hidden: true, onclick: () => { pages += 1; return refresh(); } }, 'Show more');

  const read = async (): Promise<{ tasks: Task[]; next: string | null; user_seq: number }> => {
    const tasks: Task[] = [];
    let next: string | null = null;
    let user_seq = Infinity;
    for (let page = 0; page < pages && (page === 0 || next !== null); page += 1) {
      const answer: TaskPage = await get('/tasks', { status: statuses[filter], limit: '50', ...(next !== null && { cursor: next }) });
      tasks.push(...answer.items);
      next = answer.next_cursor;
      // A change between two pages may be in one of them only.
      user_seq = Math.min(user_seq, answer.user_seq);
    }
    return { tasks, next, user_seq };
  };

  /** Reads may overtake each other; only the last one asked for is shown. */
  const refresh = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    try {
      const { tasks, next, user_seq } = await read();
      if (mine !== latest) return;
      seen = user_seq;
      complain('');
      drawTasks(list, tasks, actions);
      more.hidden = next === null;
      empty.hidden = tasks.length > 0;
      empty.textContent = filter === 'done' ? 'Nothing done yet.' : 'Nothing to do. Add a task by chat.';
    } catch (error) {
      if (mine === latest) complain(errorText(error));
    }
  };

  const change = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      await refresh();
      complain(errorText(error));
      throw error;
    }
    await refresh();
  };

  const actions = {
    setDone: (task: Task, done: boolean) => change(post(`/tasks/${task.id}/${done ? 'complete' : 'reopen'}`)),
    remove: (task: Task) => change(remove(`/tasks/${task.id}`)).catch(() => undefined),
  };

  const select = el(
    'select',
    { 'aria-label': 'Which tasks', onchange: () => { filter = select.value as Filter; pages = 1; return refresh(); } },
    ...Object.entries(filters).map(([value, label]) => el('option', { value }, label)),
  );
  const head = el('div', { class: 'pane-head' }, el('h2', { id: 'tasks-title' }, 'Tasks'), select);
  const element = el('section', { class: 'pane', 'aria-labelledby': 'tasks-title' }, head, problem, list, empty, more);
  return { element, refresh, seen: () => seen };
};
