import type { BulkReplay } from '#contracts/http/ops/replays';
import type { Command } from '../command.ts';
import { follow, replayLine } from '../follow-replay.ts';
import { UsageError } from '../errors.ts';
import { atSecond, pairs, shortGroup, table } from '../format.ts';

const pathOf = (id: string): string => `/ops/replays/${encodeURIComponent(id)}`;

/** What a bulk replay is of: the beginning of a group's fingerprint, and since when. */
const ofText = ({ fingerprint, since }: BulkReplay): string => [fingerprint === null ? 'all' : shortGroup(fingerprint), since === null ? '' : `since ${atSecond(since)}`].filter(Boolean).join(' ');

/** Lists the bulk replays, or shows one. */
export const replays: Command = {
  takes: '[<id>] [--watch]',
  does: 'the bulk replays, or one of them; --watch follows it to its end',
  options: { watch: { type: 'boolean' } },
  words: [0, 1],
  run: async (context) => {
    const { client, input, output } = context;
    const [id] = input.positionals;
    const watch = input.values['watch'] === true;
    if (id === undefined) {
      if (watch) throw new UsageError('--watch goes with the id of a bulk replay');
      const page = await client.get<{ items: BulkReplay[] }>('/ops/replays');
      const rows = page.items.map((bulk) => [bulk.id, atSecond(bulk.requested_at), ofText(bulk), replayLine(bulk)]);
      return output.result(page, rows.length === 0 ? ['No bulk replays.'] : table(['id', 'requested', 'of', 'progress'], rows, output.width));
    }
    if (watch) return follow(context, id);
    const bulk = await client.get<BulkReplay>(pathOf(id));
    output.result(bulk, pairs([['id', bulk.id], ['requested', atSecond(bulk.requested_at)], ['of', ofText(bulk)], ['rate', bulk.rate_per_second], ['progress', replayLine(bulk)]]));
  },
};

const control = (act: 'pause' | 'resume' | 'stop', does: string): Command => ({
  takes: '<id>',
  does,
  options: {},
  words: [1, 1],
  run: async ({ client, input, output }) => {
    const bulk = await client.post<BulkReplay>(`${pathOf(input.positionals[0]!)}/${act}`);
    output.result(bulk, [replayLine(bulk)]);
  },
});

/** Pauses a bulk replay. */
export const pause = control('pause', 'pauses a bulk replay: what is on its way settles');
/** Resumes a bulk replay. */
export const resume = control('resume', 'resumes a paused bulk replay');
/** Stops a bulk replay for good. */
export const stop = control('stop', 'stops a bulk replay: what waits is open again');
