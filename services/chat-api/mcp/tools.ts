import { z } from 'zod';
import { instantInput, storableText } from '#contracts/inputs';
import { reminder, taskPriority, taskStatus } from '#contracts/task';
import { mostOperations } from '../domain/batch-input.ts';
import { newTask, taskPatch } from '../domain/task-input.ts';
import { announce, confirm, type Announcing } from './announce.ts';

/** Something that an assistant can do for its user. */
export interface Tool {
  name: string;
  description: string;
  input: z.ZodObject;
  /** It changes nothing. */
  reads?: true;
  /** What it does is confirmed in a second step, or takes something away. */
  destroys?: true;
  run: (input: never, deps: Announcing) => Promise<unknown>;
}

/** Declares a tool; infers the type of its input. */
const tool = <Input extends z.ZodObject>(definition: Omit<Tool, 'input' | 'run'> & { input: Input; run: (input: z.output<Input>, deps: Announcing) => Promise<unknown> }): Tool => definition;

const id = z.uuid().describe('of the task, as list_tasks gives it');
const ids = z.array(id).min(1).max(mostOperations);

const list = z.strictObject({
  status: z.array(taskStatus).optional().describe('any of these; without it, all'),
  priority: taskPriority.optional(),
  tag: z.array(z.string()).optional().describe('all of these'),
  q: z.string().min(1).max(200).optional().describe('part of the title or the notes'),
  due_after: instantInput.optional(),
  due_before: instantInput.optional(),
  sort: z.enum(['created', 'due', 'priority']).default('due'),
  cursor: z.string().optional().describe('next_cursor of the page before'),
  limit: z.int().min(1).max(100).default(50),
});

const path = (task: string, verb = ''): string => `/tasks/${task}${verb === '' ? '' : `/${verb}`}`;

/**
 * Everything that an assistant can do: the same as its user by the API, except that
 * deleting, or changing many tasks, takes two steps.
 */
export const tools: readonly Tool[] = [
  tool({
    name: 'list_tasks', description: "The user's tasks: filtered, searched and sorted, a page at a time.", input: list, reads: true,
    run: ({ limit, ...query }, { callApi }) => callApi({ method: 'GET', path: '/tasks', query: { ...query, limit: String(limit) } }),
  }),
  tool({ name: 'get_task', description: 'One task with its notes, reminders and version.', input: z.strictObject({ id }), reads: true, run: (input, { callApi }) => callApi({ method: 'GET', path: path(input.id) }) }),
  tool({
    name: 'next_dates', description: 'The next dates of a task that repeats.', input: z.strictObject({ id }), reads: true,
    run: (input, { callApi }) => callApi({ method: 'GET', path: path(input.id, 'occurrences') }),
  }),
  tool({
    name: 'create_tasks', description: 'Makes tasks, all of them or none. due_local is a date or a date with a time in the zone of the user; recurrence is an RRULE.',
    input: z.strictObject({ tasks: z.array(newTask).min(1).max(mostOperations) }),
    run: ({ tasks }, { callApi }) => callApi({ method: 'POST', path: '/tasks/batch', body: { operations: tasks.map((task) => ({ op: 'create', task })) } }),
  }),
  tool({ name: 'change_task', description: 'Changes fields of one task; what is left out stays.', input: z.strictObject({ id, patch: taskPatch }), run: (input, { callApi }) => callApi({ method: 'PATCH', path: path(input.id), body: input.patch }) }),
  tool({ name: 'complete_task', description: 'Marks one task as done; one that repeats gets its next date.', input: z.strictObject({ id }), run: (input, { callApi }) => callApi({ method: 'POST', path: path(input.id, 'complete') }) }),
  tool({ name: 'reopen_task', description: 'Takes back that a task is done.', input: z.strictObject({ id }), run: (input, { callApi }) => callApi({ method: 'POST', path: path(input.id, 'reopen') }) }),
  tool({
    name: 'remind', description: 'Sets when the user is reminded of a task: minutes before it is due, or instants; none at all with an empty list.',
    input: z.strictObject({ id, reminders: z.array(reminder) }),
    run: ({ id: task, reminders }, { callApi }) => callApi({ method: 'PATCH', path: path(task), body: { reminders } }),
  }),
  tool({
    name: 'delete_tasks', description: 'Announces that tasks are to be deleted, and deletes nothing: show what it answers to the user, then call confirm.',
    input: z.strictObject({ ids }), destroys: true, run: (input, deps) => announce(deps, input.ids.map((task) => ({ op: 'delete', id: task }))),
  }),
  tool({
    name: 'complete_tasks', description: 'Announces that several tasks are done, and changes nothing: show what it answers to the user, then call confirm.',
    input: z.strictObject({ ids }), destroys: true, run: (input, deps) => announce(deps, input.ids.map((task) => ({ op: 'complete', id: task }))),
  }),
  tool({
    name: 'change_tasks', description: 'Announces one change of several tasks, and changes nothing: show what it answers to the user, then call confirm.',
    input: z.strictObject({ ids, patch: taskPatch }), destroys: true, run: ({ ids: tasks, patch }, deps) => announce(deps, tasks.map((task) => ({ op: 'update', id: task, patch }))),
  }),
  tool({
    name: 'confirm', description: 'Does what was announced, once, when the user has agreed to it.', input: z.strictObject({ confirmation: z.uuid() }), destroys: true,
    run: ({ confirmation }, deps) => confirm(deps, confirmation),
  }),
  tool({ name: 'show_undo', description: 'What the next undo would take back, and what redo would do again.', input: z.strictObject({}), reads: true, run: (_, { callApi }) => callApi({ method: 'GET', path: '/undo' }) }),
  tool({
    name: 'undo', description: 'Takes back one act of the user or an assistant, as show_undo names it.', input: z.strictObject({ id: z.uuid() }),
    run: (input, { callApi }) => callApi({ method: 'POST', path: '/undo', body: input }),
  }),
  tool({
    name: 'say', description: 'Says something to the chatbot in the words of the user: it understands dates, repetitions and commands, asks where it is in doubt, and its choices are answered by saying one.',
    input: z.strictObject({ message: storableText.min(1).max(1_000) }),
    run: (input, { callApi }) => callApi({ method: 'POST', path: '/chat', body: input }),
  }),
];
