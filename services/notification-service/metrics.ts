import { Counter, Histogram } from 'prom-client';
import { registry } from '#platform/metrics';

const registers = [registry];

/** Tries to reach people, by outcome; `later` is tried again. */
export const dispatchTries = new Counter({
  name: 'notification_tries_total',
  help: 'Tries to reach people, by channel and outcome',
  labelNames: ['channel', 'outcome'] as const,
  registers,
});

/** How long notifications take to reach people. */
export const dispatchTime = new Histogram({
  name: 'notification_delivery_seconds',
  help: 'From the request of a notification to its delivery',
  labelNames: ['channel'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600],
  registers,
});

for (const channel of ['email', 'push', 'in_app'] as const) {
  for (const outcome of ['delivered', 'failed', 'dropped', 'later'] as const) dispatchTries.inc({ channel, outcome }, 0);
}
