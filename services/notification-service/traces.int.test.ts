import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordSpans, type SpanRecorder } from '../../test/helpers/spans.ts';
import { silentLog } from '../../test/helpers/database.ts';
import type { Sender } from './dispatch/sender.ts';
import { startWorkers } from './dispatch/workers.ts';
import { dispatchTime, dispatchTries } from './metrics.ts';
import { defaultPreferences, type Preferences } from './domain/preferences.ts';
import { makeTask, reminded } from './testing/task-events.ts';
import { createTestService, type StoredEvent, type TestService, type TestUser } from './testing/test-service.ts';

let service: TestService;
let recorder: SpanRecorder;
beforeAll(async () => {
  recorder = recordSpans();
  service = await createTestService();
});
afterAll(async () => {
  await service.close();
  await recorder.stop();
});

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
const onlyMail = { task_reminder: { email: 'now', push: 'off', in_app: 'off' } } as const;

const userWith = async (more: Partial<Preferences>): Promise<TestUser> => {
  const user = await service.signUp();
  expect((await service.send('PUT', '/notification-preferences', user, { ...defaultPreferences, ...onlyMail, ...more })).statusCode).toBe(200);
  return user;
};

/** A user's requests, and where they belong in a trace. */
const requests = async (user: TestUser): Promise<(StoredEvent & { traceparent?: string })[]> => service.events(user, 'notification.requested');
const traceOf = ({ traceparent }: { traceparent?: string }): string => traceparent!.split('-')[1]!;

const deliverWith = async (user: TestUser, send: Sender, last: string): Promise<void> => {
  await service.loop(user);
  const senders = { email: send, push: send, in_app: send };
  const workers = startWorkers({ database: service.db.database, senders, concurrency: { email: 1, push: 1, in_app: 1 }, findUser: service.findUser, pollMs: 20, leaseMs: 30_000, now: Date.now, log: silentLog });
  await expect.poll(async () => (await service.events(user)).map(({ type }) => type), { timeout: 10_000 }).toContain(last);
  await workers.stop();
};

describe('the trace of a notification', () => {
  it('is that of the reminder, from its handling to the try of the mail and the outcome', async () => {
    const user = await userWith({});
    const event = { ...reminded(makeTask(user.id)), traceparent };
    expect(await service.consume(event)).toEqual(['done']);
    await deliverWith(user, async () => ({ kind: 'delivered' }), 'notification.delivered');

    const mine = recorder.spans().filter((span) => span.traceId === traceId);
    const named = (name: string) => mine.find((span) => span.name === name)!;
    expect(mine.map(({ name }) => name).sort()).toEqual(['dispatch email', 'handle notification.requested', 'handle task.reminder', 'send email']);
    expect(named('handle task.reminder').attributes).toMatchObject({ 'messaging.message.id': event.id, 'todo.correlation_id': event.correlationid });
    expect(named('dispatch email').parentId).toBe(named('handle task.reminder').spanId);
    expect(named('send email')).toMatchObject({ parentId: named('dispatch email').spanId, failed: false, attributes: { 'todo.outcome': 'delivered' } });
    const [outcome] = await service.events(user, 'notification.delivered');
    expect(traceOf(outcome as { traceparent?: string })).toBe(traceId);
    const { values } = await dispatchTries.get();
    expect(values.find(({ labels }) => labels.channel === 'email' && labels.outcome === 'delivered')!.value).toBe(1);
    expect((await dispatchTime.get()).values).toContainEqual(expect.objectContaining({ metricName: 'notification_delivery_seconds_count', labels: { channel: 'email' }, value: 1 }));
  });

  it('shows a mail that was not taken as failed', async () => {
    const user = await userWith({});
    await service.consume(reminded(makeTask(user.id)));
    await deliverWith(user, async () => ({ kind: 'failed', reason: 'no such mailbox' }), 'notification.failed');
    expect(recorder.spans('send email').at(-1)).toMatchObject({ failed: true, attributes: { 'todo.outcome': 'failed' } });
  });

  it('begins anew when a clock releases what was held, with a link to the cause', async () => {
    const user = await userWith({ quiet_hours: { from: '22:00', to: '07:00' } });
    await service.consume({ ...reminded(makeTask(user.id), { time: '2026-11-21T22:30:00.000Z' }), traceparent });
    await service.tick('2026-11-22T06:05:00.000Z');
    const [request] = await requests(user);
    expect(recorder.spans('release notice').find((span) => span.traceId === traceOf(request!))).toMatchObject({ links: [traceId], parentId: undefined });
    expect(traceOf(request!)).not.toBe(traceId);
  });

  it('links a digest to all its causes', async () => {
    const user = await userWith({ task_reminder: { email: 'digest', push: 'off', in_app: 'off' } });
    const other = '4bf92f3577b34da6a3ce929d0e0e4736';
    for (const id of [traceId, other]) {
      await service.consume({ ...reminded(makeTask(user.id), { time: '2026-11-21T10:00:00.000Z' }), traceparent: `00-${id}-b7ad6b7169203331-01` });
    }
    await service.tick('2026-11-23T09:00:00.000Z');
    const [request] = await requests(user);
    expect(recorder.spans('send digest').find((span) => span.traceId === traceOf(request!))!.links.sort()).toEqual([traceId, other].sort());
  });
});
