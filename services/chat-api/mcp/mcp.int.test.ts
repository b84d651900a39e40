import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let app: TestApp;
let origin: string;
let clock = '2026-11-26T13:30:00.000Z';
beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const clients: Client[] = [];
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));

const assistantOf = async (user: TestUser, scope: 'read' | 'write' = 'write'): Promise<Client> => {
  const { token } = (await app.send('POST', '/me/tokens', user, { body: { name: 'helper', scope } })).json<{ token: string }>();
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  clients.push(client);
  return client;
};

const call = async <T>(client: Client, name: string, args: Record<string, unknown> = {}): Promise<T> => {
  const { content, isError } = (await client.callTool({ name, arguments: args })) as { content: { text: string }[]; isError?: boolean };
  if (isError) throw new Error(content[0]!.text);
  return JSON.parse(content[0]!.text) as T;
};

const tasksOf = async (user: TestUser): Promise<Task[]> => (await app.send('GET', '/tasks', user)).json<{ items: Task[] }>().items;
const made = async (client: Client, ...titles: string[]): Promise<string[]> =>
  (await call<{ items: { task_id: string }[] }>(client, 'create_tasks', { tasks: titles.map((title) => ({ title })) })).items.map(({ task_id }) => task_id);

interface Announced {
  would: string[];
  confirmation: string;
}

describe('an assistant', () => {
  it('does what its user can: make, find, change, complete, reopen, remind', async () => {
    const ada = await app.signUp();
    const client = await assistantOf(ada);
    const [id] = await made(client, 'buy milk', 'call mom');
    expect((await call<{ items: Task[] }>(client, 'list_tasks', { q: 'milk' })).items.map(({ title }) => title)).toEqual(['buy milk']);
    await call(client, 'change_task', { id, patch: { due_local: '2026-11-27T09:00', recurrence: 'FREQ=DAILY' } });
    await call(client, 'remind', { id, reminders: [{ minutes_before: 5 }] });
    expect(await call<Task>(client, 'get_task', { id })).toMatchObject({ due_local: '2026-11-27T09:00', reminders: [{ minutes_before: 5 }] });
    expect(JSON.stringify(await call(client, 'next_dates', { id }))).toContain('2026-11-28');
    await call(client, 'complete_task', { id });
    await call(client, 'reopen_task', { id });
    expect((await tasksOf(ada)).find(({ title }) => title === 'buy milk')!.status).toBe('TODO');
    const events = await app.events(ada, 'task-events');
    expect(events.map(({ type, channel }) => [type, channel])).toContainEqual(['task.created', 'api']);
    await call(client, 'say', { message: 'add call mom' });
    await app.send('POST', '/tasks', ada, { body: { title: 'by herself' } });
    const audited = (await app.events(ada, 'audit-log')).filter(({ data }) => data['operation'] === 'task.created');
    expect(audited.map(({ data }) => [data['actor'], data['source'], data['assistant']]).slice(-2)).toEqual([[ada.id, 'chat', 'helper'], [ada.id, 'api', undefined]]);
    expect(audited[0]!.data['assistant']).toBe('helper');
  });

  it('talks to the chatbot, and takes back what was done', async () => {
    const ada = await app.signUp();
    const client = await assistantOf(ada);
    expect((await call<{ reply: string }>(client, 'say', { message: 'add dentist tomorrow 9am' })).reply).toContain('dentist');
    const { undo } = await call<{ undo: { id: string; text: string } }>(client, 'show_undo');
    expect(undo.text).toContain('dentist');
    await call(client, 'undo', { id: undo.id });
    expect(await tasksOf(ada)).toEqual([]);
  });

  it('knows nothing of others', async () => {
    const [ada, bob] = [await app.signUp(), await app.signUp()];
    const [id] = await made(await assistantOf(ada), 'of ada');
    const client = await assistantOf(bob);
    await expect(call(client, 'get_task', { id })).rejects.toThrow('no such task');
    await expect(call(client, 'delete_tasks', { ids: [id] })).rejects.toThrow('no such task');
  });

  it('that may only read changes nothing', async () => {
    const ada = await app.signUp();
    const client = await assistantOf(ada, 'read');
    expect((await call<{ items: Task[] }>(client, 'list_tasks')).items).toEqual([]);
    await expect(made(client, 'not mine to make')).rejects.toThrow('scope read');
    expect(await tasksOf(ada)).toEqual([]);
  });

  it('hears what is wrong with what it asks for', async () => {
    const client = await assistantOf(await app.signUp());
    await expect(made(client, '   ')).rejects.toThrow('must not be blank');
    await expect(call(client, 'list_tasks', { limit: 9_999 })).rejects.toThrow('limit');
  });
});

describe('what deletes or changes several', () => {
  it('is announced in words, and done once it is confirmed, as one act', async () => {
    const ada = await app.signUp();
    const client = await assistantOf(ada);
    const ids = await made(client, 'one', 'two', 'three');
    const { would, confirmation } = await call<Announced>(client, 'delete_tasks', { ids: ids.slice(0, 2) });
    expect(would).toEqual(['Delete “one”', 'Delete “two”']);
    expect(await tasksOf(ada)).toHaveLength(3);
    await call(client, 'confirm', { confirmation });
    expect((await tasksOf(ada)).map(({ title }) => title)).toEqual(['three']);
    await expect(call(client, 'confirm', { confirmation })).rejects.toThrow('no such confirmation');
    const { undo } = await call<{ undo: { id: string } }>(client, 'show_undo');
    await call(client, 'undo', { id: undo.id });
    expect(await tasksOf(ada)).toHaveLength(3);
  });

  it('is refused where a task has changed since it was announced', async () => {
    const ada = await app.signUp();
    const client = await assistantOf(ada);
    const ids = await made(client, 'one', 'two');
    const { confirmation } = await call<Announced>(client, 'change_tasks', { ids, patch: { priority: 'HIGH' } });
    await app.send('PATCH', `/tasks/${ids[1]}`, ada, { body: { title: 'another' } });
    await expect(call(client, 'confirm', { confirmation })).rejects.toThrow(/version/);
    expect((await tasksOf(ada)).map(({ priority }) => priority)).toEqual(['MEDIUM', 'MEDIUM']);
  });

  it('is forgotten after ten minutes, and is nobody else’s to confirm', async () => {
    const [ada, bob] = [await app.signUp(), await app.signUp()];
    const client = await assistantOf(ada);
    const ids = await made(client, 'one');
    const { confirmation } = await call<Announced>(client, 'complete_tasks', { ids });
    await expect(call(await assistantOf(bob), 'confirm', { confirmation })).rejects.toThrow('no such confirmation');
    const before = clock;
    clock = '2026-11-26T13:41:00.000Z';
    await expect(call(client, 'confirm', { confirmation })).rejects.toThrow('older than 10 minutes');
    clock = before;
    expect((await tasksOf(ada))[0]!.status).toBe('TODO');
  });
});

describe('the door', () => {
  const post = (headers: Record<string, string> = {}, body: string = '{}') => fetch(`${origin}/mcp`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  it('tells who has no good token what a token must be', async () => {
    for (const headers of [{}, { authorization: 'Bearer todo_made-up' }]) {
      const refused = await post(headers);
      expect(refused.status).toBe(401);
      const at = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate')!)![1]!;
      expect(await (await fetch(at)).json()).toMatchObject({ resource: `${origin}/mcp`, scopes_supported: ['read', 'write'] });
    }
  });

  it('answers nonsense with an error and goes on', async () => {
    const ada = await app.signUp();
    const authorization = `Bearer ${ada.token}`;
    for (const body of ['{}', '[]', 'null', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"__proto__"}}', '{"jsonrpc":']) expect((await post({ authorization, accept: 'application/json, text/event-stream' }, body)).status).toBeLessThan(500);
    expect((await fetch(`${origin}/mcp`, { headers: { authorization } })).status).toBe(405);
    await made(await assistantOf(ada), 'still there');
  });

  it('lets many calls of one user at once come through', async () => {
    const ada = await app.signUp();
    const client = await assistantOf(ada);
    await Promise.all(Array.from({ length: 20 }, (_, i) => made(client, `task ${i}`)));
    expect((await app.send('GET', '/tasks/counts', ada)).statusCode).toBe(200);
    expect(await tasksOf(ada)).toHaveLength(20);
  });
});
