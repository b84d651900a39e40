import type { FailureReason, FailureState } from '../../contracts/http/ops/failures.ts';
import type { BulkReplay, Replay } from '../../contracts/http/ops/replays.ts';

/** Why an event failed, in a few words. */
export const reasonWords: Record<FailureReason, string> = {
  handler_failed: 'handler failed',
  contract_broken: 'contract broken',
  malformed: 'not readable',
  stopped_sidecar: 'stopped its sidecar',
  unroutable: 'no route',
  expired: 'expired',
  unknown: 'unknown',
};

/** What became of a failure. */
export const stateWords: Record<FailureState, string> = { open: 'open', replaying: 'being replayed', handled: 'handled', archived: 'archived' };

/** What became of a replay. */
export const replayWords: Record<Replay['state'], string> = {
  waiting: 'waits for its batch',
  published: 'on its way',
  handled: 'handled',
  failed_again: 'failed again',
  unconfirmed: 'not confirmed',
  cancelled: 'cancelled',
};

/** A number of things, in words: `1 event`, `1,204 events`. */
export const countOf = (n: number, thing: string): string => `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`;

/** Seconds as one would say them: `3 s`, `5 min`, `2.5 h`, `4 days`. */
export const durationText = (seconds: number): string => {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3_600) return `${Math.round(seconds / 360) / 10} h`;
  return `${Math.round(seconds / 86_400)} days`;
};

/** Milliseconds as one would say them: `12 ms`, `3.4 s`, `5 min`. */
export const shortTime = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 90_000 ? `${Math.round(ms / 100) / 10} s` : durationText(ms / 1_000);
};

/** How far a bulk replay has come, in words; what is zero is left out. */
export const progressText = ({ handled, failed_again, unconfirmed, cancelled, waiting, published, total }: BulkReplay['progress']): string => {
  const parts: [number, string][] = [
    [published, 'on their way'], [waiting, 'waiting'], [failed_again, 'failed again'], [unconfirmed, 'not confirmed'], [cancelled, 'cancelled'],
  ];
  const rest = parts.flatMap(([n, words]) => (n === 0 ? [] : [`${n} ${words}`]));
  return [`${handled} of ${total} handled`, ...rest].join(', ');
};

const longest = 40;

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** A value of a diff on one line; a missing one is named as such. */
export const valueText = (value: unknown): string => (value === undefined ? '(nothing)' : short(JSON.stringify(value)));
