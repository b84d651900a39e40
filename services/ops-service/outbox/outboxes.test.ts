import { describe, expect, it } from 'vitest';
import { askProgressThroughDapr } from '../lag/ask-progress.ts';
import { outboxesThroughDapr } from './outboxes.ts';
import { servicesWithOutbox } from './services.ts';

type Dapr = Parameters<typeof outboxesThroughDapr>[0];

const parked = { id: '1', topic: 'task-events', key: 'k', created_at: '2026-03-01T12:00:00.000Z', parked_at: '2026-03-01T12:00:01.000Z', parked_reason: 'too large' };
const asked: string[] = [];
/** A sidecar that passes calls on to services of the test. */
const daprWith = (services: Record<string, () => unknown>): Dapr =>
  ({
    invoker: {
      invoke: async (service: string, path: string, method: string, body?: object) => {
        asked.push(`${method} ${service} ${path} ${JSON.stringify(body)}`);
        const answer = services[service];
        if (answer === undefined) throw new Error(JSON.stringify({ error: 'x', error_msg: 'couldn’t find service', status: 500 }));
        return answer();
      },
    },
  }) as never;

describe('the outboxes of all services', () => {
  it('are shown as each service reports its own', async () => {
    const items = await outboxesThroughDapr(daprWith({ 'chat-api': () => ({ waiting: 3, parked: 1, oldest_age: 4.5, parked_events: [parked] }) })).read();
    expect(items.map(({ service }) => service)).toEqual(servicesWithOutbox);
    expect(items).toContainEqual({ service: 'chat-api', reachable: true, reason: null, waiting: 3, parked: 1, oldest_age: 4.5, parked_events: [parked], oldest_events: [] });
    expect(items.find(({ service }) => service === 'audit-service')).toMatchObject({ reachable: false, reason: '500 couldn’t find service', waiting: null });
  });

  it('are not held up by one that does not answer, or answers nonsense', async () => {
    const dapr = daprWith({ 'chat-api': () => new Promise(() => undefined), 'audit-service': () => ({ waiting: 'many' }), 'ops-service': () => ({ waiting: 0, parked: 0, oldest_age: 0, parked_events: [] }) });
    const items = await outboxesThroughDapr(dapr).read();
    expect(items.filter(({ reachable }) => reachable).map(({ service }) => service)).toEqual(['ops-service']);
    expect(items.find(({ service }) => service === 'chat-api')?.reason).toBe('chat-api does not answer within 2000 ms');
  });

  it('are retried one at a time', async () => {
    asked.length = 0;
    expect(await outboxesThroughDapr(daprWith({ 'chat-api': () => ({ retried: 2 }) })).retry('chat-api')).toBe(2);
    expect(asked).toEqual(['post chat-api internal/outbox/retry {}']);
  });
});

describe('the progress of consumers', () => {
  it('is asked of all, and left out for those that do not answer', async () => {
    const told = { partitions: [{ topic: 'task-events', partition: 0, offset: 7 }], clocks: [{ name: 'held', ticked_at: '2026-03-01T12:00:00.000Z' }] };
    const answers = await askProgressThroughDapr(daprWith({ one: () => told, broken: () => ({ partitions: 'none' }) }))(['one', 'broken', 'foreign']);
    expect(answers).toEqual(new Map([['one', told]]));
  });
});
