import { percent, type Condition } from './condition.ts';

const errors = { ratio: 0.01, minRequests: 100 };
const lateSeconds = 60;
const unanswered = { ratio: 0.5, minCalls: 10 };
const failing = { ratio: 0.5, minTries: 10 };

/** What people notice: answers, reminders, notifications. */
export const people = {
  HttpErrors: {
    severity: 'critical',
    limit: errors.ratio,
    rule: {
      expr: `app:http_errors:ratio5m > ${errors.ratio} and sum by (app) (increase(http_request_seconds_count[5m])) >= ${errors.minRequests}`,
      for: '5m',
      summary: '{{ $value | humanizePercentage }} of the requests to {{ $labels.app }} are answered 5xx',
    },
    means: `More than ${percent(errors.ratio)} of at least ${errors.minRequests} requests in five minutes were answered 5xx.`,
    act: '503 with retry-after: something that the service needs is down, see the other alerts. 500: a bug; the log line has the correlation id of the answer and the trace id.',
  },
  RemindersLate: {
    severity: 'warning',
    limit: lateSeconds,
    rule: {
      expr: `histogram_quantile(0.99, sum by (app, le) (rate(reminder_delay_seconds_bucket[10m]))) > ${lateSeconds}`,
      for: '5m',
      summary: 'Reminders are sent {{ $value | humanizeDuration }} after their time (p99)',
    },
    means: `Reminders go out more than ${lateSeconds} s after their time.`,
    act: 'After a downtime these are the reminders of that time, and the alert passes. Otherwise the clock cannot keep up; see ClockStopped and the database.',
  },
  NotificationsLate: {
    severity: 'warning',
    limit: lateSeconds,
    rule: {
      expr: `histogram_quantile(0.99, sum by (channel, le) (rate(notification_delivery_seconds_bucket[10m]))) > ${lateSeconds}`,
      for: '5m',
      summary: 'Notifications by {{ $labels.channel }} arrive {{ $value | humanizeDuration }} after they were asked for (p99)',
    },
    means: `Notifications of a channel take more than ${lateSeconds} s.`,
    act: 'The server behind the channel is or was slow or down. Look at the reasons in the log of notification-service; MAIL_CONNECTIONS allows more mails at once.',
  },
  NotificationsFail: {
    severity: 'critical',
    limit: failing.ratio,
    rule: {
      expr: `sum by (channel) (increase(notification_tries_total{outcome=~"failed|later"}[10m]))\n/ (sum by (channel) (increase(notification_tries_total{outcome=~"delivered|failed|later"}[10m])) >= ${failing.minTries}) > ${failing.ratio}`,
      for: '5m',
      summary: '{{ $value | humanizePercentage }} of the tries to notify by {{ $labels.channel }} fail',
    },
    means: `More than ${percent(failing.ratio)} of at least ${failing.minTries} tries of a channel fail. Each is tried again for a day.`,
    act: 'The log of notification-service says what the server answers; check SMTP_URL and its login, or for push the VAPID keys.',
  },
  ChatModelFails: {
    severity: 'warning',
    limit: unanswered.ratio,
    rule: {
      expr: `sum by (app) (increase(chat_model_calls_total{outcome=~"late|refused|error|busy"}[10m]))\n/ (sum by (app) (increase(chat_model_calls_total{outcome!="spent"}[10m])) >= ${unanswered.minCalls}) > ${unanswered.ratio}`,
      for: '5m',
      summary: '{{ $value | humanizePercentage }} of the questions to the language model get no answer',
    },
    means: `More than ${percent(unanswered.ratio)} of at least ${unanswered.minCalls} questions to the language model in ten minutes were not answered. People wait for it in vain, and then the chat answers by itself.`,
    act: 'The log of chat-api has the reasons. 401 or 403: the key. refused (429): the limits of your account with the provider. late: CHAT_MODEL_SECONDS, or a smaller model. Without CHAT_MODEL nobody waits.',
  },
} as const satisfies Record<string, Condition>;
