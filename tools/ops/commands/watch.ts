import type { Alert } from '#contracts/http/ops/alerts';
import type { LagReport } from '#contracts/http/ops/lag';
import type { OutboxReport } from '#contracts/http/ops/outbox';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { atSecond, clean, percent, table } from '../format.ts';

const everyMs = 5_000;

/** Lag as two tables. */
export const lagLines = ({ measured_at, stale, reason, groups, topics }: LagReport): string[] => [
  `Measured at ${atSecond(measured_at) ?? 'no time yet'}${stale ? `, and not since: ${clean(reason ?? '')}` : ''}`,
  '',
  ...table(
    ['consumer', 'topic', 'lag', 'oldest (s)', 'committed', 'per second', 'errors'],
    groups.map((group) => [group.consumer, group.topic, group.lag, group.oldest_seconds, group.committed_lag, group.rate_per_second, percent(group.error_rate)]),
  ),
  '',
  ...table(['topic', 'per second', 'skew'], topics.map(({ topic, rate_per_second, skew }) => [topic, rate_per_second, percent(skew)])),
];

/** Shows how far consumers are behind. */
export const lag: Command = {
  takes: '[--watch]',
  does: 'how far each consumer is behind, and what comes into the topics',
  options: { watch: { type: 'boolean' } },
  words: [0, 0],
  run: async ({ client, input, output, pause }) => {
    for (;;) {
      const report = await client.get<LagReport>('/ops/lag');
      output.result(report, [...lagLines(report), ...(input.values['watch'] === true ? [''] : [])]);
      if (input.values['watch'] !== true) return;
      await pause(everyMs);
    }
  },
};

/** Outboxes as a table, with what is parked below it. */
export const outboxLines = (items: readonly OutboxReport[]): string[] => {
  const rows = items.map((one) => [one.service, one.waiting, one.parked, one.oldest_age === null ? null : Math.round(one.oldest_age), one.reachable ? null : `does not answer: ${one.reason}`]);
  const parked = items.flatMap(({ service, parked_events }) => parked_events.map((event) => [service, event.id, event.topic, atSecond(event.parked_at), event.parked_reason]));
  return [
    ...table(['service', 'waiting', 'parked', 'oldest (s)', ''], rows),
    ...(parked.length === 0 ? [] : ['', ...table(['service', 'event', 'topic', 'parked', 'reason'], parked)]),
  ];
};

/** Shows what waits to be published. */
export const outbox: Command = {
  takes: '[retry <service>]',
  does: 'what waits to be published in each service; retry gives its parked events another try',
  options: {},
  words: [0, 2],
  run: async ({ client, input, output }) => {
    const [act, service] = input.positionals;
    if (act === undefined) {
      const outboxes = await client.get<{ items: OutboxReport[] }>('/ops/outbox');
      return output.result(outboxes, outboxLines(outboxes.items));
    }
    if (act !== 'retry' || service === undefined) throw new UsageError('outbox takes nothing, or: retry <service>');
    const done = await client.post<{ retried: number }>('/ops/outbox/retry', { service });
    output.result(done, [`${done.retried} parked event(s) of ${service} get another try.`]);
  },
};

/** Shows what is wrong now, and what was recently. */
export const alerts: Command = {
  takes: '',
  does: 'alerts that fire, and those of the last seven days',
  options: {},
  words: [0, 0],
  run: async ({ client, output }) => {
    const found = await client.get<{ items: Alert[] }>('/ops/alerts');
    const rows = found.items.map((alert) => [alert.state, alert.alert, atSecond(alert.fired_at), atSecond(alert.resolved_at), alert.summary]);
    output.result(found, rows.length === 0 ? ['All is well.'] : table(['state', 'alert', 'since', 'until', 'summary'], rows, output.width));
  },
};
