import { percent, type Condition } from './condition.ts';

const lag = 1_000;
const errors = { ratio: 0.01, minTries: 100 };
const slowSeconds = 5;
const skew = { ratio: 0.2, minKeys: 500 };
const perSecond = 1;
/** More starts than a rollout causes. */
const starts = 3;
const published = 'sum(rate(outbox_published_total{topic="task-events"}[10m]';

/** Dead letters, lag, errors, and how events come in. */
export const events = {
  DeadLettersOpen: {
    severity: 'critical',
    limit: 0,
    rule: {
      expr: 'max by (consumer, event_type, reason) (dead_letters_open) > 0',
      summary: '{{ $labels.consumer }} has {{ $value }} dead letters of {{ $labels.event_type }}: {{ $labels.reason }}',
    },
    // A failure may change its group while the reports on it come in.
    own: { kind: 'dead_letters', rounds: { bad: 2, good: 1 } },
    means: 'A consumer could not handle events, and nobody has dealt with them.',
    act: '`npm run ops -- groups` says why. Repair the cause, then replay the group; archive, with a reason, events that need no second try (docs/failed-events.md).',
  },
  ConsumerLagHigh: {
    severity: 'warning',
    limit: lag,
    rule: {
      expr: `consumer_topic:consumer_lag:sum > ${lag}`,
      for: '2m',
      summary: '{{ $labels.consumer }} is {{ $value }} events behind on {{ $labels.topic }}',
    },
    own: { kind: 'consumer_lag', rounds: { bad: 2, good: 3 }, setting: 'LAG_THRESHOLD' },
    means: `A consumer has more than ${lag} events of a topic still to handle.`,
    act: 'If it handles many a second, add replicas, at most one a partition. If it stands still, see TakesNoEvents, SidecarDown and its error rate: one event that is tried again holds up its partition for some seconds.',
  },
  consumer_stuck: {
    severity: 'critical',
    minStarts: starts,
    own: { kind: 'consumer_stuck', rounds: { bad: 1, good: 2 } },
    means: `A consumer has been stuck at one offset while its sidecar started at least ${starts} times: the record there crashes it.`,
    act: 'The alert names topic, partition and offset: take the record out of the way ("A record stops a sidecar" in docs/troubleshooting.md).',
  },
  DeliveryErrors: {
    severity: 'critical',
    limit: errors.ratio,
    minTries: errors.minTries,
    rule: {
      expr: `app:delivery_errors:ratio5m > ${errors.ratio} and sum by (app) (increase(events_handled_total[5m])) >= ${errors.minTries}`,
      for: '2m',
      summary: '{{ $value | humanizePercentage }} of the tries of {{ $labels.app }} fail',
    },
    own: { kind: 'error_rate', rounds: { bad: 2, good: 3 }, setting: 'ERROR_RATE_THRESHOLD' },
    means: `More than ${percent(errors.ratio)} of at least ${errors.minTries} tries of a consumer in five minutes fail.`,
    act: 'Each is reported with its error, see `npm run ops -- groups`. A new release is the usual cause: roll it back, then replay the dead letters.',
  },
  EventsSlow: {
    severity: 'warning',
    limit: slowSeconds,
    rule: {
      expr: `app_type:event_latency_seconds:p99_5m > ${slowSeconds}`,
      for: '10m',
      summary: '{{ $labels.app }} handles {{ $labels.type }} only {{ $value | humanizeDuration }} after the change (p99)',
    },
    means: `The slowest hundredth of an event type is handled more than ${slowSeconds} s after the change.`,
    act: "Find where the time goes: the age of the producer's outbox, the lag of the consumer, or a slow handler in the traces.",
  },
  PartitionSkew: {
    severity: 'warning',
    limit: skew.ratio,
    minKeys: skew.minKeys,
    rule: {
      expr: `max by (topic) (topic_partition_skew_ratio) > ${skew.ratio}`,
      for: '15m',
      summary: 'The fullest partition of {{ $labels.topic }} is {{ $value | humanizePercentage }} over its share',
    },
    own: { kind: 'partition_skew', rounds: { bad: 3, good: 3 }, setting: 'SKEW_THRESHOLD' },
    means: `One partition of a topic gets over ${percent(skew.ratio)} more than the mean, although its events come from the equivalent of ${skew.minKeys} equally busy users. A few busy users never spread evenly and do not alert.`,
    act: 'Look for a producer that does not set the key, or sets the same for many users; see the events by partition on the dashboard.',
  },
  silence: {
    severity: 'critical',
    limit: perSecond,
    own: { kind: 'silence', rounds: { bad: 3, good: 2 } },
    means: `Less than ${perSecond} event a second comes into task-events within the hours of EXPECT_TRAFFIC.`,
    act: 'Try the page yourself: is the API reachable from outside? Are outboxes full?',
  },
  EventsSilent: {
    severity: 'warning',
    limit: perSecond,
    rule: {
      expr: `(${published})) or vector(0)) < ${perSecond}\nand ${published} offset 1d)) >= ${perSecond}`,
      for: '10m',
      summary: 'Hardly any task event is published, and at this time yesterday there were many',
    },
    means: `Less than ${perSecond} task event a second is published, and at this time yesterday there were more.`,
    act: 'Try the page yourself. If it works, see OutboxWaits and PublishFailures; if it does not, the way from the browser to chat-api. On a holiday there may be nothing wrong.',
  },
} as const satisfies Record<string, Condition & { minTries?: number; minKeys?: number; minStarts?: number }>;
