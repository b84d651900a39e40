import { expect } from 'vitest';
import type { Person } from '../../e2e/client.ts';
import { sql } from '../../e2e/oracle.ts';
import { patiently } from '../observe.ts';

/** A task as its owner sees it, without its version. */
export interface Seen {
  id: string;
  title: string;
  status: string;
  version: number;
}

/** All tasks of people, as the API tells them, by id. */
export const tasksOf = async (people: readonly Person[]): Promise<Map<string, Seen>> => {
  const lists = await Promise.all(people.map((person) => person.call<{ items: Seen[]; next_cursor: string | null }>('GET', '/tasks?limit=200')));
  expect(lists.map(({ body }) => body.next_cursor)).toEqual(lists.map(() => null));
  return new Map(lists.flatMap(({ body }) => body.items.map((task) => [task.id, task])));
};

/** What is compared among the services: of each task what both know. */
const factsSql = (select: string, from: string): string =>
  `select ${select} as facts from ${from} order by 1`;

const ofTasks = ['title', 'status', 'due_local', 'time_zone'];
const known = (column: string): string => `json_build_array(task_id, ${ofTasks.map((name) => `${column}->>'${name}'`).join(', ')}, versions->>'title')::text`;

const readFacts = async (ids: readonly string[]): Promise<Record<'chat' | 'reminder' | 'notification', unknown[]>> => {
  const read = async (text: string): Promise<unknown[]> => (await sql<{ facts: string }>(text, [ids])).map(({ facts }) => JSON.parse(facts) as unknown);
  return {
    chat: await read(factsSql(`json_build_array(id, ${ofTasks.join(', ')}, version::text)::text`, 'chat_api.tasks where user_id = any($1::uuid[])')),
    reminder: await read(factsSql(known('fields'), 'reminder_service.tasks where user_id = any($1::text[]) and deleted_at is null')),
    notification: await read(factsSql(known('facts'), 'notification_service.tasks where user_id = any($1::uuid[]) and deleted_at is null')),
  };
};

/** Waits until all services know the same of these people's tasks: no task more, none less, each as chat-api has it. */
export const untilAgreed = async (people: readonly Person[]): Promise<number> => {
  const ids = people.map(({ id }) => id);
  const differ = async (): Promise<unknown> => {
    const { chat, reminder, notification } = await readFacts(ids);
    const all = new Set(chat.map((fact) => JSON.stringify(fact)));
    const not = (facts: unknown[]): unknown[] => [...facts.filter((fact) => !all.has(JSON.stringify(fact))), ...(facts.length === chat.length ? [] : [`${facts.length} of ${chat.length}`])].slice(0, 3);
    return { reminder: not(reminder), notification: not(notification) };
  };
  await expect.poll(differ, patiently).toEqual({ reminder: [], notification: [] });
  return (await readFacts(ids)).chat.length;
};
