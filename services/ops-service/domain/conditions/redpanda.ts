import type { Condition } from './condition.ts';
import { events } from './events.ts';

const { limit: lag } = events.ConsumerLagHigh;

/** What the broker itself measures, without ops-service. */
export const redpanda = {
  RedpandaPartitionsUnavailable: {
    severity: 'critical',
    limit: 0,
    rule: { expr: 'max(redpanda_cluster_unavailable_partitions) > 0', for: '1m', summary: '{{ $value }} partitions have no leader' },
    means: 'Partitions have no leader. Events for them wait in the outboxes.',
    act: 'Bring the brokers back; `rpk cluster health` names the partitions.',
  },
  RedpandaGroupLag: {
    severity: 'warning',
    limit: lag,
    rule: {
      // Every replica of realtime-service leaves behind a consumer group of its own.
      expr: `max by (redpanda_group) (redpanda_kafka_consumer_group_lag_sum{redpanda_group!~"realtime-service-.*"}) > ${lag}`,
      for: '5m',
      summary: 'The broker counts {{ $value }} events that {{ $labels.redpanda_group }} has not committed',
    },
    means: `The broker counts more than ${lag} events that a group has not committed.`,
    act: 'As ConsumerLagHigh. If that one is silent, ops-service does not measure, or the consumer handles events and cannot commit.',
  },
} as const satisfies Record<string, Condition>;
