import type { ListFilter } from '../domain/talk/intents.ts';
import { describeTask, sayList, states } from '../domain/talk/reply.ts';
import { filterWords } from '../domain/talk/words.ts';
import { findByFilter, type Candidate } from '../store/find-tasks.ts';
import { findTask } from '../store/tasks.ts';
import { readerOf, spokenOf } from './carry-out.ts';
import { say, type Outcome, type Turn } from './outcome.ts';
import { hereOf } from './resolve.ts';

/** Nobody reads more than this in a chat. */
const longestList = 20;

/** Lists tasks, the next due first. */
export const listByChat = async (turn: Turn, filter: ListFilter, count: boolean): Promise<Outcome> => {
  const { work } = turn;
  const limit = Math.min(filter.most ?? longestList, longestList);
  const all = await findByFilter(work.tx, work.user.id, filter, { ...hereOf(work), limit });
  const found = { ...all, count: Math.min(all.count, filter.most ?? all.count) };
  const shown = found.tasks.map(({ id }) => id);
  if (!count) return say(sayList(found.tasks, found.count, readerOf(turn)), { shown, filter, ...(shown.length === 1 && { spoken: spokenOf(turn, shown) }) });
  const words = filterWords(filter, readerOf(turn));
  return say(`You have ${found.count} ${found.count === 1 ? words.replace('tasks', 'task') : words}.`, { filter });
};

/** Lists the tasks that were mentioned. */
export const showTasks = (turn: Turn, tasks: readonly Candidate[]): Outcome => say(sayList(tasks, tasks.length, readerOf(turn)), { shown: tasks.map(({ id }) => id) });

/** Describes one task in full. */
export const tellByChat = async (turn: Turn, id: string): Promise<Outcome> => {
  const task = await findTask(turn.work.tx, turn.work.user.id, id);
  if (task === null) return say('That task is gone.');
  const when = task.due_local === null ? ', without a date' : '';
  const note = task.description === null || task.description === '' ? '' : `\nNote: ${task.description}`;
  return say(`${describeTask(task, readerOf(turn))}${when}: ${states[task.status]}.${note}`, { spoken: spokenOf(turn, [id]) });
};
