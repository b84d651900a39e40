import { describe, expect, it } from 'vitest';
import { taskCreated } from '#contracts/events/index';
import { silentLog } from '../test/helpers/database.ts';
import { createConsumer } from './delivery/consumer.ts';
import { onEvent } from './delivery/on-event.ts';
import { createHealth } from './health.ts';
import { registry } from './metrics.ts';
import { startPump } from './outbox/pump.ts';

const never = (): never => {
  throw new Error('not needed here');
};

/** A metric's values as `/metrics` shows them. */
const shown = async (name: string): Promise<string[]> => (await registry.getSingleMetricAsString(name)).split('\n').filter((line) => !line.startsWith('#'));

describe('/metrics', () => {
  it('shows why a service takes no events, and that it is over', async () => {
    const health = createHealth();
    health.red('outage', 'the database is away');
    expect(await shown('health_problem')).toEqual(['health_problem{cause="outage"} 1']);
    health.green('outage');
    health.green('never red');
    expect(await shown('health_problem')).toEqual(['health_problem{cause="outage"} 0']);
  });

  it('shows failures from zero on: of the first one, Prometheus would see no increase', async () => {
    const handlers = [onEvent(taskCreated, async () => undefined)];
    const outage = { report: never, over: never, during: never, stop: never };
    createConsumer({ name: 'test', handlers, unitOfWork: never, outage, report: { failed: never, handled: never }, log: silentLog });
    expect(await shown('events_handled_total')).toContain('events_handled_total{type="task.created",outcome="failed"} 0');

    const leases = { held: () => [], renew: never, release: never };
    await startPump({ topics: ['a-topic'], db: { query: never }, leases, publish: never, log: silentLog }).stop();
    expect(await shown('outbox_publish_failures_total')).toEqual(['outbox_publish_failures_total{topic="a-topic"} 0']);
  });

  it('counts each look into the outbox, and those that find nothing', async () => {
    const leases = { held: () => [1], renew: never, release: never };
    await startPump({ topics: ['a-topic'], db: { query: async () => [] }, leases, publish: never, log: silentLog }).stop();
    expect(await shown('outbox_wave_events')).toEqual(expect.arrayContaining(['outbox_wave_events_bucket{le="0"} 1', 'outbox_wave_events_count 1']));
  });
});
