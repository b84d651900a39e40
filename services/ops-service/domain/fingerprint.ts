import { createHash } from 'node:crypto';

// An apostrophe within a word does not open a quotation.
/** Text in quotation marks, which differs from event to event. */
export const quoted = /"[^"]*"|(?<!\w)'[^']*'(?!\w)|`[^`]*`|«[^»]*»|“[^”]*”/g;
const instant = /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g;
const uuid = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi;
const hex = /\b(?:0x[\da-f]+|(?=[a-f]*\d)[\da-f]{8,})\b/gi;
const number = /\d+(?:[.,]\d+)*/g;

/**
 * A message without the parts that differ from event to event: quoted texts, instants, ids
 * and numbers.
 */
export const normaliseMessage = (message: string): string =>
  message.replace(quoted, '<text>').replace(instant, '<time>').replace(uuid, '<n>').replace(hex, '<n>').replace(number, '<n>').replace(/\s+/g, ' ').trim();

/** What failures of the same kind have in common. */
export interface Likeness {
  consumer: string;
  event_type: string | null;
  /** The error's class, or the reason where there was no error. */
  error: string;
  message: string;
}

/** The group of a failure: 64 hex digits. */
export const fingerprint = ({ consumer, event_type, error, message }: Likeness): string =>
  createHash('sha256').update(JSON.stringify([consumer, event_type, error, normaliseMessage(message)])).digest('hex');
