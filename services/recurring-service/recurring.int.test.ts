import { fastify, type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskCompleted } from '#contracts/events/index';
import type { Task } from '#contracts/task';
import { baseConfig, type BaseConfig } from '#platform/config';
import { newId } from '#platform/ids';
import type { Parts } from '#platform/service/parts';
import { buildService, type BuiltService } from '#platform/service/build-service';
import { makeEvent } from '../../test/helpers/events.ts';
import { appToken, testParts } from '../../test/helpers/parts.ts';
import { service } from './service.ts';

interface Call {
  id: string;
  body: unknown;
  correlation: unknown;
}

/**
 * chat-api as seen through the sidecar: the instances it made, by series and index, and the
 * answers that a test sets.
 */
let sidecar: FastifyInstance;
let parts: Parts<BaseConfig, undefined>;
let built: BuiltService;
let calls: Call[];
let made: Set<string>;
let reports: { data: Record<string, unknown> }[];
type Other = { status: number; body: unknown } | null;
let answerWith: ((call: number) => Other | Promise<Other>) | undefined;

beforeAll(async () => {
  sidecar = fastify();
  sidecar.addContentTypeParser('application/cloudevents+json', { parseAs: 'string' }, (_request, body, done) => done(null, JSON.parse(body as string)));
  // Where the SDK looks for a sidecar before its first call.
  sidecar.get('/v1.0/metadata', async () => ({ id: 'recurring-service' }));
  sidecar.get('/v1.0/invoke/chat-api/method/readyz', async () => ({ problems: {} }));
  sidecar.post('/v1.0/invoke/chat-api/method/internal/tasks/:id/next', async (request, reply) => {
    const { id } = request.params as { id: string };
    calls.push({ id, body: request.body, correlation: request.headers['x-correlation-id'] });
    const other = await answerWith?.(calls.length);
    if (other) return reply.code(other.status).send(other.body);
    const key = `${id} ${(request.body as { occurrence_index: number }).occurrence_index}`;
    const created = !made.has(key);
    made.add(key);
    return reply.code(created ? 201 : 200).send({ created, task: { id: newId() } });
  });
  sidecar.post('/v1.0/publish/kafka-pubsub/delivery-reports', async (request, reply) => {
    reports.push(request.body as (typeof reports)[0]);
    return reply.code(204).send();
  });
  await sidecar.listen({ port: 0, host: '127.0.0.1' });
  const { port } = sidecar.server.address() as AddressInfo;
  parts = testParts(baseConfig, undefined, { DAPR_HTTP_PORT: String(port) });
  built = await buildService(service, await service.context(parts));
});
afterAll(async () => {
  await built.app.close();
  await sidecar.close();
});
const expectGreen = () => expect.poll(() => parts.health.problems(), { timeout: 10_000, interval: 50 }).toEqual({});
beforeEach(async () => {
  await expectGreen();
  calls = [];
  made = new Set();
  reports = [];
});
afterEach(() => (answerWith = undefined));

const makeTask = (fields: Partial<Task> = {}): Task => ({
  id: newId(), user_id: newId(), title: 'water', description: null, status: 'DONE', priority: 'LOW', due_date: '2026-11-22T08:00:00.000Z',
  due_local: '2026-11-22T09:00', time_zone: 'Europe/Berlin', recurrence: 'FREQ=DAILY', recurrence_mode: 'schedule', series_id: newId(), occurrence_index: 3,
  series_anchor: '2026-11-19T09:00', tags: [], reminders: null, version: 2, created_at: '2026-11-20T00:00:00.000Z', updated_at: '2026-11-22T07:00:00.000Z',
  completed_at: '2026-11-22T07:00:00.000Z', ...fields,
});
const completed = (task: Task) => makeEvent(taskCompleted, { task_id: task.id, task }, { correlationid: 'a-correlation' });
const deliver = async (body: unknown): Promise<string> => (await built.consume([{ body, topic: 'task-events', partition: 0, offset: '7' }]))[0]!;

describe('task.completed', () => {
  it('has the next instance of the series made, in the name of what led to it', async () => {
    const task = makeTask();
    expect(await deliver(completed(task))).toBe('done');
    expect(calls).toEqual([{ id: task.id, body: { occurrence_index: 4, completed_at: task.completed_at }, correlation: 'a-correlation' }]);
  });

  it('asks for the same instance however often it comes: the callee makes it once', async () => {
    const event = completed(makeTask());
    for (let i = 0; i < 10; i++) expect(await deliver(event)).toBe('done');
    expect([calls.length, made.size]).toEqual([10, 1]);
  });

  it('of a task that does not recur asks for nothing', async () => {
    expect(await deliver(completed(makeTask({ recurrence: null, series_id: null })))).toBe('done');
    expect(calls).toEqual([]);
  });

  it('is done where the series has ended, or the task is gone meanwhile', async () => {
    answerWith = () => ({ status: 200, body: { created: false, task: null } });
    expect(await deliver(completed(makeTask()))).toBe('done');
    answerWith = () => ({ status: 404, body: { title: 'There is no such task' } });
    expect(await deliver(completed(makeTask()))).toBe('done');
    expect(reports).toEqual([]);
  });

  it.each([
    [503, { title: 'The service is not available right now' }],
    [500, { errorCode: 'ERR_DIRECT_INVOKE', message: 'failed to invoke, id: chat-api' }],
  ])('waits while chat-api is unavailable (%i), red meanwhile, and reports nothing', async (status, body) => {
    answerWith = (call) => (call <= 2 ? { status, body } : null);
    const handled = deliver(completed(makeTask()));
    await expect.poll(() => parts.health.problems(), { interval: 20 }).toHaveProperty('outage');
    expect(await handled).toBe('done');
    await expectGreen();
    expect([made.size, reports]).toEqual([1, []]);
  });

  it('waits when chat-api takes too long, and asks again', async () => {
    let answerLate = (): void => undefined;
    answerWith = (call) => (call > 1 ? null : new Promise((resolve) => (answerLate = () => resolve(null))));
    expect(await deliver(completed(makeTask()))).toBe('done');
    answerLate();
    expect(calls).toHaveLength(2);
    expect(made.size).toBe(1);
  }, 15_000);

  it.each([
    ['what it refuses', 400, { title: 'The request is not valid' }],
    ['a bug of its own', 500, { title: 'Something went wrong on our side' }],
    ['what it should not answer', 200, { done: true }],
  ])('fails with a report on %s, and is handled later', async (_what, status, body) => {
    answerWith = () => ({ status, body });
    const event = completed(makeTask());
    expect(await deliver(event)).toBe('failed');
    expect(reports).toMatchObject([{ data: { consumer: 'recurring-service', event_id: event.id, outcome: 'failed', offset: '7' } }]);
    expect([made.size, parts.health.problems()]).toEqual([0, {}]);
    answerWith = undefined;
    expect(await deliver(event)).toBe('done');
  });

  it('that breaks its contract is refused, with a report', async () => {
    expect(await deliver({ ...completed(makeTask()), data: {} })).toBe('broken');
    expect(reports).toMatchObject([{ data: { error_class: 'CONTRACT_BROKEN' } }]);
    expect(calls).toEqual([]);
  });
});

describe('the routes', () => {
  it('are for the sidecar only', async () => {
    const post = (headers = {}) => built.app.inject({ method: 'POST', url: '/events/task.completed', headers, payload: completed(makeTask()) });
    expect((await post()).statusCode).toBe(401);
    expect((await post({ 'dapr-api-token': appToken })).json()).toEqual({ status: 'SUCCESS' });
  });
});
