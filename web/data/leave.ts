import type { Notice } from '../types.ts';
import { renamed, touched } from './acts.ts';
import type { Message } from './bus.ts';
import type { Store, Writing } from './store.ts';

type Of<Type extends Message['type']> = Extract<Message, { type: Type }>;

const keepTasks = async (tx: Writing, { tasks, gone }: Of<'tasks'>): Promise<void> => {
  const kept = tx.objectStore('tasks');
  for (const task of tasks) if (((await kept.get(task.id))?.version ?? 0) < task.version) await kept.put(task);
  for (const id of gone) await kept.delete(id);
};

const keepNotices = async (tx: Writing, { notices }: Of<'notices'>): Promise<void> => {
  const facts = tx.objectStore('facts');
  const kept = ((await facts.get('notices')) ?? []) as Notice[];
  await facts.put(kept.map((notice) => notices.find(({ id }) => id === notice.id) ?? notice), 'notices');
};

/** Whatever refers to a task created here gets the id that the server gave it. */
const rename = async (tx: Writing, { from, to }: NonNullable<Of<'left'>['renamed']>): Promise<void> => {
  const queue = tx.objectStore('queue');
  for (const entry of await queue.getAll()) {
    if (touched(entry.act).includes(from)) await queue.put({ ...entry, act: renamed(entry.act, from, to) });
  }
};

/**
 * Removes acts from the queue and stores the server's answers, in one transaction: a page
 * closed at that moment shows neither of them twice, nor an outdated state.
 */
export const leave = async (store: Store, seqs: readonly number[], answer: readonly Message[] = []): Promise<void> => {
  const tx: Writing = store.transaction(['queue', 'tasks', 'facts'], 'readwrite');
  for (const seq of seqs) await tx.objectStore('queue').delete(seq);
  for (const message of answer) {
    if (message.type === 'tasks') await keepTasks(tx, message);
    if (message.type === 'notices') await keepNotices(tx, message);
    if (message.type === 'left' && message.renamed) await rename(tx, message.renamed);
  }
  await tx.done;
};
