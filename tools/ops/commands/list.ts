import type { Page } from '#contracts/http/answer';
import type { Failure, FailureGroup } from '#contracts/http/ops/failures';
import { textOf, type Command, type Input } from '../command.ts';
import { atSecond, shortGroup, table } from '../format.ts';
import { resolveGroup } from '../resolve-group.ts';

const filters = {
  consumer: { type: 'string' }, type: { type: 'string' }, topic: { type: 'string' }, state: { type: 'string' }, reason: { type: 'string' },
  user: { type: 'string' }, q: { type: 'string' }, limit: { type: 'string' },
} as const;

const filterUsage = '[--consumer c] [--type t] [--topic t] [--state s] [--reason r] [--user id] [--q text] [--limit n]';

const queryOf = (input: Input): Record<string, string | undefined> => ({
  consumer: textOf(input, 'consumer'), event_type: textOf(input, 'type'), topic: textOf(input, 'topic'), state: textOf(input, 'state'),
  reason: textOf(input, 'reason'), user_id: textOf(input, 'user'), q: textOf(input, 'q'), limit: textOf(input, 'limit'),
});

const more = (next: string | null): string[] => (next === null ? [] : ['', 'There are more: narrow the list, or raise --limit.']);

/** Lists failures, the newest first. */
export const list: Command = {
  takes: `${filterUsage} [--group g]`,
  does: 'failed events, the newest first; open ones unless --state says otherwise (open, replaying, handled, archived, all)',
  options: { ...filters, group: { type: 'string' } },
  words: [0, 0],
  run: async ({ client, input, output }) => {
    const wanted = textOf(input, 'group');
    const group = wanted === undefined ? undefined : await resolveGroup(client, wanted);
    const page = await client.get<Page<Failure>>('/ops/dead-letters', { ...queryOf(input), group });
    const rows = page.items.map((one) => [
      one.id, atSecond(one.last_failed_at), one.state, one.consumer, one.event_type, one.reason, shortGroup(one.group), one.message ?? one.explanation,
    ]);
    const lines = rows.length === 0 ? ['Nothing failed that matches.'] : table(['id', 'failed last', 'state', 'consumer', 'type', 'reason', 'group', 'message'], rows, output.width);
    output.result(page, [...lines, ...more(page.next_cursor)]);
  },
};

/** Lists failures grouped by kind, one line each. */
export const groups: Command = {
  takes: filterUsage,
  does: 'failures alike as one line each; the beginning of a group is enough to name it',
  options: filters,
  words: [0, 0],
  run: async ({ client, input, output }) => {
    const page = await client.get<Page<FailureGroup>>('/ops/dead-letters/groups', queryOf(input));
    const rows = page.items.map((one) => [shortGroup(one.group), one.count, one.open, atSecond(one.last_seen), one.consumer, one.event_type, one.reason, one.message]);
    const lines = rows.length === 0 ? ['Nothing failed that matches.'] : table(['group', 'count', 'open', 'last', 'consumer', 'type', 'reason', 'message'], rows, output.width);
    output.result(page, [...lines, ...more(page.next_cursor)]);
  },
};
