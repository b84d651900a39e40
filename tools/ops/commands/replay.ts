import { readFileSync } from 'node:fs';
import type { Failure } from '#contracts/http/ops/failures';
import type { BulkPlan, BulkStarted, EditPreview, EditStarted, Refusals, Replay } from '#contracts/http/ops/replays';
import { textOf, type Command, type Context } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { clean, pairs } from '../format.ts';
import { follow, startedLines } from '../follow-replay.ts';
import { resolveGroup } from '../resolve-group.ts';

const pathOf = (id: string, act: string): string => `/ops/dead-letters/${encodeURIComponent(id)}/${act}`;

const rateOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`--rate is events a second, a whole number, not ${text}`);
  return Number(text);
};

const refusalLines = (refused: Refusals): string[] => refused.map(({ count, detail }) => `${count} stay behind: ${clean(detail)}`);

const plan = async ({ client, output }: Context, body: object): Promise<void> => {
  const found = await client.post<BulkPlan>('/ops/replays', { ...body, dry_run: true });
  output.result(found, [`${found.replayable} of ${found.total} open failures would be replayed.`, ...refusalLines(found.refused)]);
};

const sinceOf = (text: string | undefined): object => {
  if (text === undefined) return {};
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`--since is an instant such as 2026-11-21T14:00Z, not ${text}`);
  return { since: at.toISOString() };
};

const replayMany = async (context: Context): Promise<boolean | void> => {
  const { client, input, output } = context;
  const rate_per_second = rateOf(textOf(input, 'rate'));
  const beginning = textOf(input, 'group');
  const body = { ...(beginning !== undefined && { group: await resolveGroup(client, beginning) }), ...sinceOf(textOf(input, 'since')), ...(rate_per_second !== undefined && { rate_per_second }) };
  if (input.values['dry-run'] === true) return plan(context, body);
  const started = await client.post<BulkStarted>('/ops/replays', body);
  output.result(started, [...startedLines(started.bulk_replay), ...refusalLines(started.refused)]);
  if (output.live) return follow(context, started.bulk_replay.id);
};

/** Publishes one event, or many, again for the consumer that failed. */
export const replay: Command = {
  takes: '<id> | [--group g] [--since t] [--rate n] [--dry-run]',
  does: 'replays one failed event, or the open ones of a group, since an instant or both, in growing batches; a terminal shows the progress',
  options: { group: { type: 'string' }, since: { type: 'string' }, rate: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  words: [0, 1],
  run: async (context) => {
    const { client, input, output } = context;
    const [id] = input.positionals;
    const many = textOf(input, 'group') !== undefined || textOf(input, 'since') !== undefined;
    if ((id === undefined) !== many) throw new UsageError('replay takes either the id of a failed event, or --group, --since or both');
    if (many) return replayMany(context);
    if (input.values['dry-run'] === true || textOf(input, 'rate') !== undefined) throw new UsageError('--rate and --dry-run go with --group or --since');
    const { replay } = await client.post<{ replay: Replay }>(pathOf(id!, 'replay'));
    output.result({ replay }, [`Replay ${replay.id} is ${replay.state}; its outcome: npm run ops -- show ${id}`]);
  },
};

const readData = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw new Refused(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
};

type Edited = EditStarted | EditPreview;

const sideOf = (value: unknown): string => (value === undefined ? 'nothing' : clean(JSON.stringify(value)));

const outcomeLines = (edited: Edited): string[] => {
  if ('replay' in edited) return [`Replay ${edited.replay.id} is ${edited.replay.state}, as event ${edited.replay.event_id}.`];
  if (edited.valid) return ['Valid: without --dry-run it is replayed.'];
  return edited.issues.map(({ path, message }) => `not valid: ${clean(path)}: ${clean(message)}`);
};

const editLines = (edited: Edited): string[] => [
  ...edited.diff.map(({ path, before, after }) => `${clean(path) || '/'}: ${sideOf(before)} -> ${sideOf(after)}`),
  ...(edited.diff.length === 0 ? ['No difference.'] : []),
  ...outcomeLines(edited),
];

/** Publishes a copy of an event with other data. */
export const edit: Command = {
  takes: '<id> --data file.json [--dry-run]',
  does: 'replays a failed event with other data (- reads it from the input); --dry-run shows the difference only',
  options: { data: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  words: [1, 1],
  run: async ({ client, input, output }) => {
    const file = textOf(input, 'data');
    if (file === undefined) throw new UsageError('edit takes --data with a JSON file: the data of the event as it should be');
    const edited = await client.post<Edited>(pathOf(input.positionals[0]!, 'edit'), { data: readData(file), dry_run: input.values['dry-run'] === true });
    output.result(edited, editLines(edited));
    return 'replay' in edited || edited.valid;
  },
};

/** Archives failures: nothing more will be done about them. */
export const archive: Command = {
  takes: '<id> | --group g, --reason "why"',
  does: 'archives a failed event, or the open ones of a group: nothing more is to be done',
  options: { reason: { type: 'string' }, group: { type: 'string' } },
  words: [0, 1],
  run: async ({ client, input, output }) => {
    const [id] = input.positionals;
    const [reason, beginning] = [textOf(input, 'reason'), textOf(input, 'group')];
    if (reason === undefined) throw new UsageError('archive takes --reason: why nothing more is to be done');
    if ((id === undefined) === (beginning === undefined)) throw new UsageError('archive takes either the id of a failed event or --group');
    if (id !== undefined) {
      const failure = await client.post<Failure>(pathOf(id, 'archive'), { reason });
      return output.result(failure, pairs([['id', failure.id], ['state', failure.state]]));
    }
    const group = await resolveGroup(client, beginning!);
    const done = await client.post<{ archived: number }>(`/ops/dead-letters/groups/${group}/archive`, { reason });
    output.result(done, [`${done.archived} archived.`]);
  },
};
