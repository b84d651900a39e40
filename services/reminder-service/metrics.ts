import { Counter, Histogram } from 'prom-client';
import { registry } from '#platform/metrics';

const registers = [registry];

/** How late a reminder was sent. */
export const reminderDelay = new Histogram({
  name: 'reminder_delay_seconds',
  help: 'From the time of a reminder to the commit of its event',
  buckets: [0.25, 0.5, 1, 1.5, 2, 5, 15, 60, 600, 3600],
  registers,
});

/** Late reminders that were collapsed into a newer one of the same task. */
export const remindersCollapsed = new Counter({ name: 'reminders_collapsed_total', help: 'Late reminders for which a newer one stands', registers });
