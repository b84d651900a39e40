import type { App } from '../../../tools/instance/types.ts';
import { startClient } from '../client/start.ts';
import { measureLatency, type Latency } from '../beside/kafka-tools.ts';
import { partsOf, startBench, type Bench } from '../bench.ts';
import { probeApp } from '../../e2e/probe.ts';
import { judgeAll, type Judgement } from '../measure/judgement.ts';
import type { Idle } from '../measure/cpu.ts';
import { readMemory, type Memory } from '../measure/memory.ts';
import { untilSettled } from '../measure/settled.ts';
import type { Plan } from '../plan.ts';
import { measureReminders, type ReminderSummaries } from '../steps/reminders.ts';
import type { LoadResult } from '../steps/load-step.ts';
import { runLoads } from '../steps/load-steps.ts';
import { measureIdle, warmUp } from '../steps/prepare.ts';
import type { Summary } from '../stats.ts';

const copy = 'chat-api-without-events';

const withoutEvents: App = {
  ...probeApp,
  appID: copy,
  appPort: 3010,
  daprHTTPPort: 3510,
  daprGRPCPort: 3610,
  daprInternalGRPCPort: 3710,
  metricsPort: 3810,
  command: ['tools/node', 'test/bench/chat-api-without-events.ts'],
  env: { ...probeApp.env, PORT: '3010' },
};

/** The whole system under load. */
export interface SystemResult {
  plan: string;
  users: number;
  warm: number;
  idle: Idle;
  loads: LoadResult[];
  /** Kafka's own delay on this system while it has nothing to do. */
  kafka_latency: Latency | null;
  /** POST /tasks at a copy of chat-api that writes no events. */
  without_events: { rate: number; post: Summary };
  /** The verdict of the tests' oracle on everything that was requested. */
  judgement: Judgement;
  memory_before: Memory;
  /** After the last load. */
  memory_after: Memory;
  reminders?: ReminderSummaries;
}

const settleLimitMs = 180_000;

const memoryOf = (bench: Bench): Memory => readMemory(partsOf(bench));

const stopCopy = async ({ instance }: Bench): Promise<void> => {
  await instance.stopApp(copy);
  await instance.stopSidecar(copy);
};

/**
 * The copy runs only while it is measured: otherwise its relay would share the work of
 * chat-api's.
 */
const postWithoutEvents = async (bench: Bench, { users: people, withoutEvents: { rate, seconds } }: Plan): Promise<SystemResult['without_events']> => {
  const { instance, say } = bench;
  // With users of its own: what they write has no events, which the oracle would miss.
  const client = startClient();
  await instance.startSidecar(copy);
  await instance.startApp(copy);
  await instance.ready(copy);
  const origin = instance.urls[copy]!;
  await client.people(bench.origin, people);
  await client.warm(origin, rate * 10);
  await untilSettled(bench, settleLimitMs);
  say(`${rate} tasks/s for ${seconds} s without events …`);
  const { post } = await client.load({ origin, rate, seconds });
  client.stop();
  await stopCopy(bench);
  say(`POST without events: p50 ${post.p50_ms}, p99 ${post.p99_ms} ms`);
  return { rate, post };
};

/**
 * Measures the whole system: idle, under each load of the plan, and beside a chat-api
 * without events.
 */
export const measureSystem = async (plan: Plan): Promise<SystemResult> => {
  // All reminders are one person's, and more than an address gets in a day.
  const bench = await startBench({ extraApps: [withoutEvents], env: { 'notification-service': { MAILS_PER_DAY: '1000' } } });
  try {
    await stopCopy(bench);
    await warmUp(bench, plan.users, plan.warm);
    const idle = await measureIdle(bench, plan.idle);
    const kafka_latency = await measureLatency(bench.instance.kafkaBrokers);
    bench.say(`EndToEndLatency of Kafka: ${JSON.stringify(kafka_latency)}`);
    const memory_before = memoryOf(bench);
    const without_events = await postWithoutEvents(bench, plan);
    const reminders = plan.reminders ? await measureReminders(bench) : undefined;
    const loads = await runLoads(bench, plan.loads);
    const memory_after = memoryOf(bench);
    const judgement = await judgeAll(bench);
    return { plan: plan.name, users: plan.users, warm: plan.warm, idle, kafka_latency, loads, without_events, judgement, memory_before, memory_after, ...(reminders && { reminders }) };
  } finally {
    await bench.stop();
  }
};
