import type { Drained } from '../alone/consumers.ts';
import type { Relayed } from '../alone/relay.ts';
import { totalOf } from '../measure/cpu.ts';
import type { AloneResult } from '../parts/alone.ts';
import type { Rate } from '../beside/rate.ts';
import { figure, table } from './format.ts';

const aloneRow = (what: string, { events, events_per_s, cpu_per_event }: Drained | Relayed): string[] => [what, figure(events), figure(events_per_s), figure(totalOf(cpu_per_event) * 1_000, 'µs')];

const rateRow = (what: string, rate: Rate, beside: Rate): string[] => [what, figure(rate.per_s), figure(rate.per_s / beside.per_s), figure(rate.own_us, 'µs'), figure(totalOf(rate.parts_us), 'µs')];

const rateHead = (what: string, others: string): string[] => [what, 'events/s', 'to the first', 'CPU of the process an event', `CPU of ${others} an event`];

/** The section on single parts. */
export const aloneSection = ({ bulk, audit, single, relay, plain_consumer, publishing, queues, plain_inserts_per_s, kafka_producer_per_s }: AloneResult): string[] => [
  '## Single parts alone\n\nEach works off a backlog while no other service runs. CPU is that of the service, its sidecar, Kafka and PostgreSQL together.',
  table(['part', 'events', 'events/s', 'CPU an event'], [
    aloneRow('reminder-service: `task-events` in bulk, 3 partitions, three reminders each', bulk),
    aloneRow('audit-service: `audit-log` in smaller batches, 3 partitions', audit),
    aloneRow('a consumer of `task-events` one by one, 3 partitions', single),
    aloneRow('the relay of chat-api, three topics, 1,000 users', relay),
  ]),
  `## Side by side\n\nMeasured in the same run, so that the ratios hold on other machines too.\n\n### Publishing events of about 1 KB`,
  table(rateHead('way', 'sidecar and Kafka'), [
    rateRow('the relay’s way: batches of 200 through the sidecar', publishing.relay_through_sidecar, publishing.relay_through_sidecar),
    rateRow('@platformatic/kafka: the same batches, no sidecar', publishing.kafka_client, publishing.relay_through_sidecar),
    rateRow('the SDK: one event a call through the sidecar, 8 at once', publishing.sdk_through_sidecar, publishing.relay_through_sidecar),
  ]),
  `### Consuming\n\naudit-service handles ${figure(audit.events_per_s)} events/s through its sidecar, each into its inbox and its chain of hashes. A consumer on @platformatic/kafka that does nothing but insert 100 rows a transaction into one table, deduplicated by id, reaches ${figure(plain_consumer.per_s)}: ` +
    `ours has ${figure(audit.events_per_s / plain_consumer.per_s)} of its rate.`,
  '### The outbox relay beside job queues\n\nEmptying 20,000 rows of about 1 KB on the same PostgreSQL into a function that does nothing. Unlike a queue, the relay keeps the order of each key and deletes a row only once it was acknowledged; the queues run at their fastest, in batches of 500.',
  table(rateHead('who', 'PostgreSQL'), [
    rateRow('our relay', queues.outbox_relay, queues.outbox_relay),
    rateRow('pg-boss', queues.pg_boss, queues.outbox_relay),
    rateRow('graphile-worker', queues.graphile_worker, queues.outbox_relay),
  ]),
  '### What the ground allows',
  table(['what', 'measured'], [
    ['one-row inserts, each a transaction, 8 connections', figure(plain_inserts_per_s, '/s')],
    ['`kafka-producer-perf-test`, 1 KB, acks=all', figure(kafka_producer_per_s, 'records/s')],
  ]),
];
