import type { BulkReplay } from '#contracts/http/ops/replays';
import type { Context } from './command.ts';
import { bar, clean } from './format.ts';

const everyMs = 1_000;

/** A bulk replay on one line. */
export const replayLine = ({ state, batch_size, progress, stopped_reason }: BulkReplay): string => {
  const { total, handled, failed_again, unconfirmed, cancelled, published } = progress;
  const settled = handled + failed_again + unconfirmed + cancelled;
  const bad = [failed_again > 0 ? `${failed_again} failed again` : '', unconfirmed > 0 ? `${unconfirmed} unconfirmed` : '', cancelled > 0 ? `${cancelled} cancelled` : ''];
  const parts = [`${state} ${bar(settled, total)} ${settled}/${total}`, `${handled} handled`, ...bad, `${published} on their way`, `batch ${batch_size}`];
  return `${parts.filter(Boolean).join(', ')}${stopped_reason === null ? '' : `: ${clean(stopped_reason)}`}`;
};

/** The lines that announce a bulk replay. */
export const startedLines = ({ id, progress, rate_per_second }: BulkReplay): string[] => [
  `Bulk replay ${id}: ${progress.total} events, at most ${rate_per_second} a second.`,
  `Watch it: npm run ops -- replays ${id} --watch; stop it: npm run ops -- stop ${id}`,
];

/** Shows a bulk replay until it ends or is paused; false when it was stopped. */
export const follow = async ({ client, output, pause }: Context, id: string): Promise<boolean> => {
  for (;;) {
    const bulk = await client.get<BulkReplay>(`/ops/replays/${encodeURIComponent(id)}`);
    if (bulk.state !== 'running') {
      output.progress('');
      output.result(bulk, [replayLine(bulk)]);
      return bulk.state !== 'stopped';
    }
    output.progress(replayLine(bulk));
    await pause(everyMs);
  }
};
