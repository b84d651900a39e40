import type { ListFilter } from '../domain/chat/intent.ts';
import { sayList } from '../domain/chat/reply.ts';
import type { Work } from '../store/commit-change.ts';
import { listTasks, type TaskFilter } from '../store/list-tasks.ts';
import { say, type ChatAnswer } from './chat-answer.ts';

/** More than that is not read in a chat. */
const longestList = 20;

const statuses: Record<ListFilter['status'], TaskFilter['status']> = {
  open: ['TODO', 'IN_PROGRESS'],
  all: undefined,
  TODO: ['TODO'],
  IN_PROGRESS: ['IN_PROGRESS'],
  DONE: ['DONE'],
};

/** Lists tasks, the next due first. */
export const listByChat = async ({ tx, user }: Work, filter: ListFilter): Promise<ChatAnswer> => {
  const page = await listTasks(
    tx,
    user.id,
    {
      status: statuses[filter.status],
      priority: filter.priority ?? undefined,
      tags: filter.tags,
      q: filter.q ?? undefined,
      due_after: filter.due_after ?? undefined,
      due_before: filter.due_before ?? undefined,
    },
    { limit: longestList, order: 'due' },
  );
  return say(sayList(page?.items ?? [], page?.next_cursor !== null));
};
