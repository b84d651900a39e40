import { valuesOf } from './conflict.ts';
import { act, dropEntry, lastUnsent } from './act.ts';
import type { Act, BatchChange, Fields } from './acts.ts';
import { tasks } from './state.ts';
import { say } from './toasts.ts';
import { sayDone } from './tell.ts';
import { asAdding } from '../list/adding.ts';
import { newKey } from '../once.ts';
import type { Task } from '../types.ts';

const doAndSay = (what: Act, title: string): void => {
  act(what, title);
  sayDone(what, title);
};

/** Adds a task from a line that the chat reads. */
export const addTask = (text: string): void =>
  act({ kind: 'create', id: `new-${newKey()}`, fields: { title: text.slice(0, 500) }, message: asAdding(text) }, text);

/** Changes the fields of a task that differ. */
export const editTask = (task: Task, wanted: Fields): void => {
  const before = valuesOf(task, wanted);
  const fields = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]))) as Fields;
  if (Object.keys(fields).length === 0) return;
  doAndSay({ kind: 'patch', id: task.id, fields, before: valuesOf(task, fields) }, task.title);
};

/** Completes, reopens or deletes a task. */
export const finishTask = (task: Task, kind: 'complete' | 'reopen' | 'delete'): void => doAndSay({ kind, id: task.id }, task.title);

/** The most tasks that the server takes in one act. */
const mostAtOnce = 100;

/** Makes one change to several tasks, as one act. */
export const changeTasks = (ids: string[], change: BatchChange): void => {
  const [only] = ids;
  const task = only === undefined ? undefined : tasks.value.get(only);
  if (ids.length === 1 && task !== undefined) return change.op === 'update' ? editTask(task, change.fields) : finishTask(task, change.op);
  for (let from = 0; from < ids.length; from += mostAtOnce) act({ kind: 'batch', ids: ids.slice(from, from + mostAtOnce), change }, '');
  sayDone({ kind: 'batch', ids, change }, '');
};

/** Takes back the latest act: right here if it was not sent yet, else on the server. */
export const takeBack = async (kind: 'undo' | 'redo'): Promise<void> => {
  const unsent = kind === 'undo' ? lastUnsent() : null;
  if (unsent !== null && (await dropEntry(unsent))) say({ text: 'Undone before it was sent' });
  else act({ kind });
};

/** Does what a toast or a notice offers. */
export const doOffered = (what: Act, title: string): void => {
  if (what.kind === 'undo') void takeBack('undo');
  else doAndSay(what, title);
};
