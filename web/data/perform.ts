import { ApiError, get, request } from '../api.ts';
import type { ChatAnswer, ChatMessage, Notice, Task } from '../types.ts';
import type { Act, Entry } from './acts.ts';
import type { Message } from './bus.ts';
import { mergeEdit, valuesOf } from './conflict.ts';
import { base } from './state.ts';

type Of<Kind extends Act['kind']> = Entry & { act: Extract<Act, { kind: Kind }> };

const tasksOf = (...tasks: Task[]): Message => ({ type: 'tasks', tasks, gone: [] });
const goneOf = (...gone: string[]): Message => ({ type: 'tasks', tasks: [], gone });

const post = <T>(path: string, key: string, body?: unknown): Promise<T> => request<T>('POST', path, { body, headers: { 'idempotency-key': key } });

const create = async (entry: Of<'create'>): Promise<Message[]> => {
  const { key, act, seq } = entry;
  if (act.message !== undefined) return createByChat(entry, act.message);
  const task = await post<Task>('/tasks', key, act.fields);
  return [tasksOf(task), { type: 'left', seq, renamed: { from: act.id, to: task.id } }];
};

const isStatus = (error: unknown, status: number): boolean => error instanceof ApiError && error.status === status;

/** A task as it is now; null if it is gone. */
const read = (id: string): Promise<Task | null> =>
  get<Task>(`/tasks/${id}`).catch((error: unknown) => {
    if (isStatus(error, 404)) return null;
    throw error;
  });

const contestedBy = (entry: Of<'patch'>, current: Task, contested: Entry['act'] & { kind: 'patch' }): Message[] => {
  const names = Object.keys(contested.fields).map((name) => name.replace('due_local', 'date').replace('description', 'notes'));
  return names.length === 0 ? [] : [{ type: 'refused', entry: { ...entry, act: contested }, reason: `${names.join(' and ')} of “${current.title}” changed elsewhere meanwhile` }];
};

const mostTries = 3;

/**
 * Sets only fields that nobody else has changed meanwhile; the person hears of the others,
 * and may set them again.
 */
const patch = async (entry: Of<'patch'>): Promise<Message[]> => {
  const { id, fields, before } = entry.act;
  let current = base.value.get(id) ?? (await read(id));
  for (let tries = 1; ; tries += 1) {
    if (current === null) throw new ApiError('This task was deleted elsewhere', 'undo brings it back', 404);
    const { free, contested } = mergeEdit(current, fields, before);
    const told = contestedBy(entry, current, { kind: 'patch', id, fields: contested, before: valuesOf(current, contested) });
    if (Object.keys(free).length === 0) return [tasksOf(current), ...told];
    try {
      return [tasksOf(await request<Task>('PATCH', `/tasks/${id}`, { body: free, headers: { 'if-match': `"${current.version}"` } })), ...told];
    } catch (error) {
      if (!isStatus(error, 412) || tries === mostTries) throw error;
      current = await read(id);
    }
  }
};

const finish = async ({ key, act }: Of<'complete' | 'reopen' | 'delete'>): Promise<Message[]> => {
  if (act.kind !== 'delete') return [tasksOf(await post<Task>(`/tasks/${act.id}/${act.kind}`, key))];
  await request('DELETE', `/tasks/${act.id}`).catch((error: unknown) => {
    if (!isStatus(error, 404)) throw error;
  });
  return [goneOf(act.id)];
};

const batch = async ({ key, act: { ids, change } }: Of<'batch'>): Promise<Message[]> => {
  const { op } = change;
  const operations = ids.map((id) => ({ op, id, ...(op === 'update' && { patch: change.fields }) }));
  const { items } = await post<{ items: { task: Task | null }[] }>('/tasks/batch', key, { operations });
  return op === 'delete' ? [goneOf(...ids)] : [tasksOf(...items.flatMap(({ task }) => task ?? []))];
};

/** What was said and answered, as GET /chat will list it, with ids of its own until then. */
const converse = async ({ key, at, sent, act }: Entry, message: string, shown: string): Promise<{ answer: ChatAnswer; said: Message }> => {
  const answer = await post<ChatAnswer>('/chat', key, { message });
  const line = (role: ChatMessage['role'], text: string, created_at: string, choices: ChatMessage['choices']): ChatMessage =>
    ({ id: `${key}-${role}`, role, text, choices, created_at, correlation_id: answer.correlation_id ?? null });
  const messages = [line('user', shown, at, []), line('assistant', answer.reply, new Date().toISOString(), answer.choices)];
  return { answer, said: { type: 'said', messages, task_ids: answer.actions.map(({ task_id }) => task_id), maybeKnown: sent, inChat: act.kind === 'chat' } };
};

const changesOf = ({ actions }: ChatAnswer): Message => ({
  type: 'tasks',
  tasks: actions.filter(({ type }) => type !== 'task.deleted').map(({ task }) => task),
  gone: actions.filter(({ type }) => type === 'task.deleted').map(({ task_id }) => task_id),
});

const chat = async (entry: Of<'chat'>): Promise<Message[]> => {
  const { answer, said } = await converse(entry, entry.act.message, entry.act.shown);
  return [said, changesOf(answer)];
};

/** Has the chat create a task; if it asks back instead, the person is told. */
const createByChat = async (entry: Of<'create'>, message: string): Promise<Message[]> => {
  const { answer, said } = await converse(entry, message, message);
  const made = answer.actions.find(({ type }) => type === 'task.created');
  const left: Message = { type: 'left', seq: entry.seq, ...(made && { renamed: { from: entry.act.id, to: made.task_id } }) };
  return [said, changesOf(answer), left, { type: 'answered', reply: answer.reply, asks: made === undefined }];
};

interface Step {
  id: string;
  text: string;
}

interface TakenBack {
  text: string;
  actions: { type: string; task_id: string; task: Task }[];
}

const takeBack = async ({ key, act: { kind } }: Of<'undo' | 'redo'>): Promise<Message[]> => {
  const next = await get<{ undo: Step | null; redo: Step | null }>('/undo');
  const step = next[kind];
  if (step === null) throw new ApiError(`There is nothing to ${kind}`, '', 409);
  const { text, actions } = await post<TakenBack>(`/${kind}`, key, { id: step.id });
  const [gone, kept] = [actions.filter(({ type }) => type === 'task.deleted'), actions.filter(({ type }) => type !== 'task.deleted')];
  return [{ type: 'tasks', tasks: kept.map(({ task }) => task), gone: gone.map(({ task_id }) => task_id) }, { type: 'taken back', kind, text }];
};

const notice = async (entry: Of<'read' | 'snooze'>): Promise<Message[]> => {
  const { act } = entry;
  const body = act.kind === 'snooze' ? { minutes: act.minutes } : undefined;
  return [{ type: 'notices', notices: [await post<Notice>(`/notifications/${act.notice}/${act.kind}`, entry.key, body)] }];
};

const performers: { [Kind in Act['kind']]: (entry: Of<Kind>) => Promise<Message[]> } = {
  create, patch, complete: finish, reopen: finish, delete: finish, batch, chat, undo: takeBack, redo: takeBack, read: notice, snooze: notice,
};

/** Sends one act and returns what came of it. */
export const perform = (entry: Entry): Promise<Message[]> => (performers[entry.act.kind] as (entry: Entry) => Promise<Message[]>)(entry);
