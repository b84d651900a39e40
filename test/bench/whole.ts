import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import type { App } from '../../tools/instance/types.ts';
import { startTestInstance } from '../harness/instance.ts';
import { allowProbe, probeApp, probeResources } from '../e2e/probe.ts';
import { measureInserts } from './baselines.ts';
import { measureEndToEnd } from './end-to-end.ts';
import { measureKafkaProducer } from './kafka-perf.ts';
import { measureLiveUpdates } from './live-updates.ts';
import { measureMemory } from './memory.ts';
import { measurePostTasks, measureTaskRate } from './post-tasks.ts';
import { measureReminders } from './reminders.ts';
import { summary } from './stats.ts';
import { measureBulk, measureSingle } from './throughput.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const withoutEvents: App = {
  ...probeApp,
  appID: 'chat-api-without-events',
  appPort: 3010,
  daprHTTPPort: 3510,
  daprGRPCPort: 3610,
  daprInternalGRPCPort: 3710,
  metricsPort: 3810,
  command: ['tools/node', 'test/bench/chat-api-without-events.ts'],
  env: { ...probeApp.env, PORT: '3010' },
};

const instance = await startTestInstance({
  name: 'bench',
  portOffset: 20_000,
  fresh: true,
  durable: true,
  extraApps: [probeApp, withoutEvents],
  extraResources: [probeResources],
  edit: allowProbe,
  log: say,
});
const database = new pg.Client({ connectionString: instance.databaseUrl });
await database.connect();

const measure = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const result = await work();
  say(`${name}: ${JSON.stringify(result)}`);
  return result;
};

try {
  const origin = instance.urls['chat-api']!;
  const inserts = await measure('plain PostgreSQL inserts/s', () => measureInserts(instance.databaseUrl));
  // Its records are no events: the one consumer of that topic, which starts at its end, is told nothing of them.
  await instance.stopSidecar('realtime-service');
  const producer = await measure('kafka-producer-perf-test records/s', () => measureKafkaProducer(instance.kafkaBrokers, 'task-updates'));
  await instance.startSidecar('realtime-service');
  // Alternating, so that a machine that slows down hurts both alike.
  const samples: { events: number[]; none: number[] } = { events: [], none: [] };
  for (let round = 0; round < 2; round++) {
    samples.events.push(...(await measurePostTasks(origin)));
    samples.none.push(...(await measurePostTasks(instance.urls['chat-api-without-events']!)));
  }
  const withEvents = await measure('POST /tasks with events', async () => summary(samples.events));
  const noEvents = await measure('POST /tasks without events', async () => summary(samples.none));
  const rate = await measure('tasks/s without a pause', async () => ({
    with_events: await measureTaskRate(origin),
    without_events: await measureTaskRate(instance.urls['chat-api-without-events']!),
  }));
  const endToEnd = await measure('from the reply to the audit entry', async () => summary(await measureEndToEnd(origin, database)));
  const live = await measure('from the reply to the WebSocket frame', async () => summary(await measureLiveUpdates(origin)));
  const reminders = await measure('reminders', async () => {
    const { scheduled, published, mailed } = await measureReminders(instance, database);
    return { from_reply_to_row: summary(scheduled), from_time_to_event: summary(published), from_time_to_mail: summary(mailed) };
  });
  await instance.stopApp('chat-api-without-events');
  const bulk = await measure('audit-log, bulk delivery', () => measureBulk(instance, database));
  const single = await measure('task-events, single delivery', () => measureSingle(instance, database));
  const apps = ['chat-api', 'audit-service'];
  const memory = await measure('memory after the load, MiB', async () =>
    measureMemory(instance, [...apps, ...apps.map((app) => `${app}.dapr`), 'kafka', 'postgres']),
  );
  const ratios = {
    post_tasks_added_p50_ms: Math.round((withEvents.p50_ms! - noEvents.p50_ms!) * 10) / 10,
    post_tasks_added_p99_ms: Math.round((withEvents.p99_ms! - noEvents.p99_ms!) * 10) / 10,
    bulk_to_plain_inserts: Math.round((bulk.handled_per_s / inserts) * 100) / 100,
    bulk_to_single: Math.round((bulk.handled_per_s / single.handled_per_s) * 10) / 10,
  };
  await measure('ratios of this run', async () => ratios);
  const folder = join(runtimeDir, 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'result.json');
  writeFileSync(file, JSON.stringify({ inserts, producer, withEvents, noEvents, rate, endToEnd, live, reminders, bulk, single, memory, ratios }, null, 2));
  say(`Written to ${file.replace(`${projectRoot}/`, '')}`);
} finally {
  await database.end();
  await instance.stop();
}
process.exit(0);
