import { instantOf } from './instant.ts';
import { looksLikeCode } from './mask/mask-value.ts';

/** What the bytes of a dead letter turn out to be. */
export type Payload = { kind: 'object'; body: Record<string, unknown> } | { kind: 'malformed'; why: string };

const firstDifference = (a: Buffer, b: Buffer): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return length;
};

/** The text of the bytes, or null where they are not UTF-8. */
export const decodeText = (payload: Buffer): string | null => {
  const text = payload.toString('utf8');
  return Buffer.from(text, 'utf8').equals(payload) ? text : null;
};

const notUtf8 = (payload: Buffer): string => {
  const position = firstDifference(payload, Buffer.from(payload.toString('utf8'), 'utf8'));
  return `not UTF-8: byte 0x${(payload[position] ?? 0).toString(16).padStart(2, '0')} at position ${position}`;
};

/** The parser's message, without the piece of the payload that it quotes. */
const parserWords = (error: unknown): string => (error as Error).message.replace(/, (\.\.\.)?"[^]*$/, '').replace(/^"[^]*" is/, 'it is');

/** What kind of JSON a value is, in words. */
export const nameOf = (value: unknown): string => {
  if (value === null) return 'null, as a tombstone is';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
};

/** Reads the bytes of a dead letter; never throws. */
export const readPayload = (payload: Buffer): Payload => {
  if (payload.length === 0) return { kind: 'malformed', why: 'it is empty' };
  const text = decodeText(payload);
  if (text === null) return { kind: 'malformed', why: notUtf8(payload) };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { kind: 'object', body: value as Record<string, unknown> };
    return { kind: 'malformed', why: `JSON, but no object: it is ${nameOf(value)}` };
  } catch (error) {
    return { kind: 'malformed', why: `not JSON: ${parserWords(error)}` };
  }
};

/** What a dead letter says about itself, as far as it can be read. */
export interface Facts {
  event_id: string | null;
  event_type: string | null;
  user_id: string | null;
  task_id: string | null;
  correlation_id: string | null;
  /** ISO. */
  event_time: string | null;
  /** The replay that it comes from; ops-service put it there. */
  replayid: unknown;
}

const longest = 200;

/**
 * An id or the name of a type. Failures are listed and found by it, so a text that may be
 * a person's words is not taken for one.
 */
const idOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' && value.length <= longest && looksLikeCode(value) ? value : otherwise);

const taskOf = ({ subject, data }: Record<string, unknown>): string | null => {
  const own = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)['task_id'] : undefined;
  return idOr(own, idOr(subject, null));
};

/** Reads the envelope of a dead letter; never throws. */
export const readFacts = (read: Payload, key: string | null): Facts => {
  const body: Record<string, unknown> = read.kind === 'object' ? read.body : {};
  return {
    event_id: idOr(body['id'], null),
    event_type: idOr(body['type'], null),
    user_id: idOr(body['partitionkey'], idOr(key, null)),
    task_id: taskOf(body),
    correlation_id: idOr(body['correlationid'], null),
    event_time: instantOf(body['time']),
    replayid: body['replayid'],
  };
};
