import { z } from 'zod';
import { inboxDays } from '#contracts/envelope';
import { events } from '#contracts/events/index';
import { topics } from '#contracts/topics';
import { createMaskText } from './mask/mask-text.ts';
import { fieldNameOr } from './mask/mask-value.ts';
import { refuse, type Issue, type Refusal } from './replay-refusals.ts';

/** The parts of a dead letter that its replay needs: original place, key and bytes. */
export interface StoredLetter {
  topic: string;
  key: string | null;
  payload: Uint8Array;
}

/** An event's envelope with all its attributes. */
export type StoredEnvelope = Record<string, unknown> & { id: string; type: string; time: string };

/** The event in the bytes of a dead letter, or why it cannot go out again. */
export type ReadLetter = { kind: 'event'; envelope: StoredEnvelope } | { kind: 'refused'; refusal: Refusal };

const dayMs = 86_400_000;

const parse = (payload: Uint8Array): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return z.record(z.string(), z.unknown()).safeParse(value).data ?? null;
  } catch {
    return null;
  }
};

const identity = z.looseObject({ id: z.uuid(), type: z.string().min(1) });
const instant = z.iso.datetime({ offset: true });

/** Topics that events are published to; a dead-letter topic is not one. */
const isOpen = (topic: string): boolean => topics.some(({ name, deadLetter }) => name === topic && deadLetter !== null);

/**
 * Reads a dead letter for a replay at the instant `now` (ISO): its event, if consumers
 * would still recognise it as handled.
 */
export const readForReplay = ({ topic, payload }: Pick<StoredLetter, 'topic' | 'payload'>, now: string): ReadLetter => {
  const body = parse(payload);
  if (body === null) return refuse('unreadable', 'This is no event that can be replayed', 'its bytes are not a JSON object: archive it with a reason');
  const named = identity.safeParse(body);
  if (!named.success) {
    return refuse('no_identity', 'This event has no id or no type', 'without a UUID as its id no consumer could tell that it has handled it: archive it with a reason');
  }
  if (!isOpen(topic)) return refuse('unknown_topic', 'This event has no topic to go back to', `${topic} is not a topic that services consume events from: archive it with a reason`);
  const time = instant.safeParse(body['time']);
  if (!time.success) return refuse('no_time', 'This event has no time', 'whether consumers still remember it cannot be told: archive it with a reason');
  if (Date.parse(time.data) < Date.parse(now) - inboxDays * dayMs) {
    return refuse(
      'too_old',
      'This event is too old to be replayed',
      `it is of ${time.data}, and consumers remember what they have handled for ${inboxDays} days: after that a replay could have a second effect. Archive it, and make the change anew where it still matters`,
    );
  }
  return { kind: 'event', envelope: { ...body, ...named.data, time: time.data } };
};

/** A violation may quote a name from the event. */
const quoting = createMaskText([]);

/** What the contract says about an event; `unknown` when this system has no such type. */
export type Checked = { kind: 'sound'; data: unknown } | { kind: 'unknown' } | { kind: 'broken'; issues: Issue[]; inDataOnly: boolean };

/** Checks an envelope against the contract of its type. */
export const checkContract = (envelope: StoredEnvelope): Checked => {
  const definition = events.find(({ type }) => type === envelope.type);
  if (definition === undefined) return { kind: 'unknown' };
  const parsed = definition.schema.safeParse(envelope);
  if (parsed.success) return { kind: 'sound', data: parsed.data.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(fieldNameOr).join('.') || 'event', message: quoting(message) }));
  return { kind: 'broken', issues, inDataOnly: parsed.error.issues.every(({ path }) => path[0] === 'data') };
};
