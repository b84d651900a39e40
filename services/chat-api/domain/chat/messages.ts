import { quote } from './clean-text.ts';
import type { AddIntent, ChatPatch } from './intent.ts';

const dueText = ({ day, time }: { day: string | null; time: string | null }): string =>
  [day, time].filter((part) => part !== null).join('T');

/** The chat text that adds exactly this. */
export const addMessage = (add: AddIntent): string =>
  [
    'add',
    quote(add.title),
    add.due_local,
    add.recurrence === null ? null : `repeat:${add.recurrence}`,
    add.priority === null ? null : `!${add.priority.toLowerCase()}`,
    ...add.tags.map((tag) => `#${tag}`),
    ...(add.remind_before ?? []).map((minutes) => `remind me ${minutes} minutes before`),
  ]
    .filter((part) => part !== null)
    .join(' ');

const statusWords = { TODO: 'todo', IN_PROGRESS: 'in progress', DONE: 'done' } as const;

const tagList = (tags: string[]): string => tags.map((tag) => `#${tag}`).join(' ');

/** The chat text that changes exactly this of the task with this id. */
export const changeMessage = (id: string, patch: ChatPatch): string => {
  if (patch.title !== undefined) return `rename ${id} to ${quote(patch.title)}`;
  if (patch.due !== undefined) return patch.due === null ? `clear due date of ${id}` : `move ${id} to ${dueText(patch.due)}`;
  if (patch.priority !== undefined) return `set ${id} priority ${patch.priority.toLowerCase()}`;
  if (patch.status !== undefined) return `set ${id} status ${statusWords[patch.status]}`;
  if (patch.add_tags !== undefined) return `tag ${id} ${tagList(patch.add_tags)}`;
  return `untag ${id} ${tagList(patch.remove_tags ?? [])}`;
};
