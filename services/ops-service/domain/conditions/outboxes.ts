import type { Condition } from './condition.ts';

const oldestSeconds = 60;

/** What waits to be published. */
export const outboxes = {
  OutboxWaits: {
    severity: 'critical',
    limit: oldestSeconds,
    rule: {
      expr: `app:outbox_oldest_age_seconds:max > ${oldestSeconds}`,
      for: '1m',
      summary: 'An event of {{ $labels.app }} has waited {{ $value | humanizeDuration }} to be published',
    },
    own: { kind: 'outbox_age', rounds: { bad: 1, good: 2 }, setting: 'OUTBOX_AGE_SECONDS' },
    means: `An event has waited for more than ${oldestSeconds} s. Nothing is lost, the outbox keeps it.`,
    act: 'Check the sidecar, then the broker; the log of the service says why publishing fails.',
  },
  OutboxParked: {
    severity: 'critical',
    limit: 0,
    rule: { expr: 'app_state:outbox_events:max{state="parked"} > 0', summary: 'The broker refuses {{ $value }} events of {{ $labels.app }} for good' },
    own: { kind: 'outbox_parked', rounds: { bad: 1, good: 1 } },
    means: "The broker refused an event for good, such as one over the topic's size limit. It is set aside with the reason; later events of its key go on.",
    act: '`npm run ops -- outbox` shows the reason. Repair the cause, then `npm run ops -- outbox retry <service>`.',
  },
  PublishFailures: {
    severity: 'warning',
    limit: 0,
    rule: {
      expr: 'sum by (app, topic) (increase(outbox_publish_failures_total[5m])) > 0',
      for: '5m',
      summary: '{{ $labels.app }} fails again and again to publish to {{ $labels.topic }}',
    },
    means: 'Publishing to a topic keeps failing. It is tried again and again, and nothing is lost.',
    act: "The log of the service has the broker's reason; usually the topic is missing or not allowed.",
  },
} as const satisfies Record<string, Condition>;
