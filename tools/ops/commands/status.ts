import type { Flow } from '#contracts/http/ops/flow';
import type { Command } from '../command.ts';
import { clean, percent, table } from '../format.ts';

const marks = '▁▂▃▄▅▆▇█';

/** Values as a line of blocks, up to their highest. */
const spark = (values: readonly number[]): string => {
  const most = Math.max(1, ...values);
  return values.slice(-30).map((value) => marks[Math.round((value / most) * (marks.length - 1))]).join('');
};

const lines = ({ verdict, stale, services, topics, consumers }: Flow): string[] => [
  `${verdict.well ? 'Well' : 'Not well'}: ${clean(verdict.text)}${verdict.more > 0 ? ` And ${verdict.more} more: npm run ops -- alerts` : ''}`,
  ...(stale ? ['Kafka does not answer: what follows is the last that was measured.'] : []),
  '',
  ...table(['topic', 'per second', 'last half hour'], topics.map(({ topic, rate_per_second, came }) => [topic, rate_per_second, spark(came)])),
  '',
  ...table(
    ['consumer', 'topic', 'lag', 'oldest (s)', 'per second', 'errors', 'failed', 'lag, last half hour'],
    consumers.map(({ consumer, topic, lag, oldest_seconds, rate_per_second, error_rate, failed, lags }) => [consumer, topic, lag, oldest_seconds, rate_per_second, percent(error_rate), failed, spark(lags)]),
  ),
  '',
  ...table(['service', 'to publish', 'oldest (s)', 'clocks'], services.map(({ service, outbox, clocks }) => [
    service, outbox === null ? null : outbox.reachable ? outbox.waiting : 'does not answer', outbox?.oldest_age == null ? null : Math.round(outbox.oldest_age), clocks.map(({ clock, ticked_at }) => `${clock} ${ticked_at}`).join(', '),
  ])),
];

/** Shows the whole system on one screen; exits with 1 if something is wrong. */
export const status: Command = {
  takes: '',
  does: 'whether all is well, what flows where, and how far each consumer is behind; ends with 1 where something is wrong',
  options: {},
  words: [0, 0],
  run: async ({ client, output }) => {
    const flow = await client.get<Flow>('/ops/flow');
    output.result(flow, lines(flow));
    return flow.verdict.well;
  },
};
