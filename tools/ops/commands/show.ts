import type { Dossier } from '#contracts/http/ops/failures';
import { mask } from '#contracts/mask';
import type { Command } from '../command.ts';
import { atSecond, pairs, safeLine, table } from '../format.ts';

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]);

const textLines = (text: string): string[] => text.split('\n').map(safeLine);

const payloadLines = (payload: unknown): string[] => textLines(typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2));

const maskingLines = ({ masked }: Dossier): string[] => (masked ? ['', `${mask} stands for what may tell of a person; --reveal shows it, and the audit trail says who saw it.`] : []);

/** Everything known about a failure, as lines. */
export const describe = (one: Dossier): string[] => [
  ...pairs([
    ['id', one.id], ['state', one.archived_reason === null ? one.state : `${one.state}: ${one.archived_reason}`], ['consumer', one.consumer], ['type', one.event_type],
    ['reason', `${one.reason}: ${one.explanation}`], ['error', one.error_class === null ? null : `${one.error_class}: ${one.message ?? ''}`],
    ['event', one.event_id], ['user', one.user_id], ['place', `${one.topic}/${one.partition}/${one.offset}`], ['key', one.key],
    ['failed', `${atSecond(one.first_failed_at)} to ${atSecond(one.last_failed_at)}, ${one.attempts} tries`], ['build', one.build], ['group', one.group],
  ]),
  ...section('Tries', one.tries.length === 0 ? [] : table(['try', 'at', 'outcome', 'took', 'build', 'message'], one.tries.map((each) => [each.attempt, atSecond(each.at), each.outcome, each.took_ms === null ? 'unknown' : `${each.took_ms} ms`, each.build, each.message]))),
  ...section('Stack', one.stack === null ? [] : textLines(one.stack)),
  ...section('Payload', payloadLines(one.payload)),
  ...maskingLines(one),
  ...section('Cannot be replayed as it is', one.refusal === null ? [] : [`${one.refusal.title}: ${one.refusal.detail}`, ...one.refusal.issues.map(({ path, message }) => safeLine(`${path}: ${message}`))]),
  ...section('Replays', one.replays.length === 0 ? [] : table(['id', 'at', 'mode', 'state', 'outcome'], one.replays.map((each) => [each.id, atSecond(each.requested_at), each.mode, each.state, each.outcome ?? each.reason]))),
  ...section('Others that failed with the same event', one.others.map((other) => `${other.consumer ?? 'unknown'} ${other.id} ${other.state}`)),
];

/** Shows one failure with its event, its tries and its replays. */
export const show: Command = {
  takes: '<id> [--reveal]',
  does: 'one failed event with its reason, its tries, its payload and its replays; --reveal shows what is masked',
  options: { reveal: { type: 'boolean' } },
  words: [1, 1],
  run: async ({ client, input, output }) => {
    const path = `/ops/dead-letters/${encodeURIComponent(input.positionals[0]!)}`;
    const dossier = input.values['reveal'] === true ? await client.post<Dossier>(`${path}/reveal`) : await client.get<Dossier>(path);
    output.result(dossier, describe(dossier));
  },
};
