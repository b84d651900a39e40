import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Event } from '#contracts/define-event';
import type { auditRecorded } from '#contracts/events/index';

/** How many hash chains there are, so that events of different users seldom wait for each other. */
export const chainCount = 16;

/** The chain of a user's entries. */
export const chainOf = (userId: string): number => crc32(userId) % chainCount;

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** JSON with sorted keys, so that the same content always has the same text. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/**
 * The digest that the chain holds in place of a payload; the salt keeps an erased payload
 * from being guessed.
 */
export const digestOf = (salt: Buffer, payload: string): Buffer => sha256(salt, payload);

/** An entry's hash, over its position, the previous hash and its digest. */
export const hashOf = (position: number, previous: Buffer, digest: Buffer): Buffer => sha256(`${position}\n`, previous, digest);

/** The end of a chain. */
export interface Head {
  chain: number;
  position: number;
  hash: Buffer;
}

/** An entry as it is stored. */
export interface Entry {
  chain: number;
  position: number;
  event_id: string;
  occurred_at: string;
  operation: string;
  source: string;
  user_id: string;
  actor: string;
  task_id: string | null;
  correlation_id: string;
  payload: string;
  words: string;
  salt: Buffer;
  digest: Buffer;
  hash: Buffer;
}

const isIdOrTime = /^[\da-f]{8}-[\da-f-]{27}$|^\d{4}-\d{2}-\d{2}T/;

/** What an audit event says, as the text that the chain covers. */
export const payloadOf = (event: Event<typeof auditRecorded>): string =>
  canonicalJson({
    event_id: event.id,
    occurred_at: event.time,
    user_id: event.partitionkey,
    correlation_id: event.correlationid,
    ...event.data,
  });

/** A tsvector holds at most 1 MiB; nobody searches for the ten-thousandth word of a description. */
const longestWords = 10_000;

/** The searchable texts of an entry, each once. */
export const wordsOf = ({ data }: Event<typeof auditRecorded>): string =>
  [...new Set([data.assistant, ...[data.before, data.after].flatMap((state) => Object.values(state ?? {}).flat())])]
    .filter((value) => typeof value === 'string' && !isIdOrTime.test(value))
    .join(' ')
    .normalize('NFC')
    .replaceAll('\u0000', ' ')
    .slice(0, longestWords);

/** The next entry of a chain, and the chain's new head. */
export const appendEntry = (head: Head, event: Event<typeof auditRecorded>, salt: Buffer): { entry: Entry; head: Head } => {
  const payload = payloadOf(event);
  const digest = digestOf(salt, payload);
  const position = head.position + 1;
  const hash = hashOf(position, head.hash, digest);
  const { operation, source, actor, task_id } = event.data;
  return {
    entry: {
      chain: head.chain,
      position,
      event_id: event.id,
      occurred_at: event.time,
      operation,
      source,
      user_id: event.partitionkey,
      actor,
      task_id,
      correlation_id: event.correlationid,
      payload,
      words: wordsOf(event),
      salt,
      digest,
      hash,
    },
    head: { chain: head.chain, position, hash },
  };
};
