import { drainAudit, drainBulk, drainSingle, type Drained } from '../alone/consumers.ts';
import { drainOutbox, type Relayed } from '../alone/relay.ts';
import { startBench, type Bench } from '../bench.ts';
import { measureInserts } from '../beside/inserts.ts';
import { measureProducer } from '../beside/kafka-tools.ts';
import { drainPlain } from '../beside/plain-consumer.ts';
import { comparePublishing, type Publishing } from '../beside/publishing.ts';
import { compareQueues, type Queues } from '../beside/queues.ts';
import type { Rate } from '../beside/rate.ts';
import { allowProbe, probeApp, probeResources } from '../../e2e/probe.ts';

/**
 * Single parts with nothing else running, beside what does the same without Dapr or without
 * our code.
 */
export interface AloneResult {
  bulk: Drained;
  audit: Drained;
  single: Drained;
  plain_consumer: Rate;
  publishing: Publishing;
  relay: Relayed;
  queues: Queues;
  /** One-row inserts a second into a plain table, each its own transaction, on 8 connections. */
  plain_inserts_per_s: number;
  kafka_producer_per_s: number | null;
}

const plainCount = 20_000;

/** Measures parts alone; the order matters: whatever fills topics for a later one comes first. */
export const measureAlone = async (): Promise<AloneResult> => {
  const bench: Bench = await startBench({ apps: ['chat-api', 'audit-service', 'reminder-service'], extraApps: [probeApp], extraResources: [probeResources], edit: allowProbe });
  const { instance, say } = bench;
  const measure = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    say(`${what} …`);
    const result = await work();
    say(`${what}: ${JSON.stringify(result)}`);
    return result;
  };
  try {
    await instance.stopApp('chat-api');
    await instance.stopApp('probe-service');
    await instance.stopApp('reminder-service');
    const audit = await measure('audit-service alone, in bulk', () => drainAudit(bench));
    const single = await measure('a consumer alone, one by one', () => drainSingle(bench));
    const bulk = await measure('reminder-service alone, in bulk', () => drainBulk(bench));
    const plain_consumer = await measure('a consumer without Dapr', () => drainPlain(bench, plainCount));
    const publishing = await measure('three ways to publish', () => comparePublishing(bench));
    const relay = await measure('the relay alone', () => drainOutbox(bench));
    const queues = await measure('the relay beside job queues', () => compareQueues(bench));
    const plain_inserts_per_s = await measure('plain inserts', () => measureInserts(instance.databaseUrl));
    const kafka_producer_per_s = await measure('kafka-producer-perf-test', () => measureProducer(instance.kafkaBrokers, 'task-updates'));
    return { bulk, audit, single, plain_consumer, publishing, relay, queues, plain_inserts_per_s, kafka_producer_per_s };
  } finally {
    await bench.stop();
  }
};
