import type { z } from 'zod';
import { events } from '#contracts/events/index';
import { maxEventBytes } from '#contracts/topics';
import { clean } from './clean.ts';
import { instantOf } from './instant.ts';
import type { MaskText } from './mask/mask-text.ts';
import type { Diagnosis, Letter } from './dead-letter.ts';
import { nameOf, readPayload } from './read-payload.ts';

const longestExplanation = 2_000;

const short = (text: string): string => text.slice(0, 100);

/** What an HTTP header can carry: no control characters except the tab. */
// oxlint-disable-next-line no-control-regex
const notInHttp = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Node refuses a request with larger headers, and so does every consumer of this system. */
const largestHead = 16 * 1024;

const undeliverable = ({ key, headers }: Letter): string | null => {
  if (key !== null && notInHttp.test(key)) return 'its key has a control character';
  const bad = Object.keys(headers).find((name) => notInHttp.test(headers[name]!));
  if (bad !== undefined) return `its header ${bad} has a control character`;
  const size = [key ?? '', ...Object.entries(headers).flat()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return size > largestHead ? `its key and headers have ${size} bytes` : null;
};

const issuesOf = (error: z.ZodError): string =>
  error.issues.slice(0, 10).map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`).join('; ');

const hasExpired = (expiration: unknown, at: number): boolean => typeof expiration === 'string' && Date.parse(expiration) <= at;

const typeProblem = (type: unknown): Diagnosis | null => {
  if (typeof type === 'string' && type !== '') return null;
  const what = type === undefined ? 'it has no type' : `its type is ${type === '' ? 'empty' : `no text but ${nameOf(type)}`}`;
  return { reason: 'contract_broken', explanation: `The event breaks its contract: ${what}, so no route could be chosen.` };
};

const noRoute = (type: string): string =>
  `No consumer reported a try: the subscription that dead-lettered it has no route for ${type}, or its consumer could not be reached.`;

const diagnoseEvent = (body: Record<string, unknown>, letter: Letter, topic: string, maskText: MaskText): Diagnosis => {
  const definition = events.find((known) => known.type === body['type']);
  const type = definition?.type ?? maskText(short(body['type'] as string));
  if (definition === undefined) return { reason: 'unroutable', explanation: `${noRoute(type)} ${type} is no event type of this system.` };
  if (definition.topic.name !== topic) {
    return { reason: 'unroutable', explanation: `${noRoute(type)} ${type} belongs on ${definition.topic.name}, and this one was on ${topic}.` };
  }
  const parsed = definition.schema.safeParse(body);
  if (!parsed.success) return { reason: 'contract_broken', explanation: `The event breaks its contract: ${maskText(issuesOf(parsed.error))}.` };
  const why = undeliverable(letter);
  if (why !== null) return { reason: 'unroutable', explanation: `The sidecar could not deliver it: ${maskText(why)}, and HTTP does not carry that.` };
  return { reason: 'unroutable', explanation: noRoute(type) };
};

const asMalformed = (why: string): Diagnosis => ({ reason: 'malformed', explanation: `This is no event: ${why}.` });

/**
 * In the binary mode of CloudEvents the attributes are in headers such as this one, and
 * the value is only the data.
 */
const binaryHeader = 'ce_specversion';

const inBinaryMode = `it came in the binary mode of CloudEvents, with its attributes in headers (${binaryHeader}, …): send it in structured mode, with the whole envelope as JSON in the value`;

const isBinary = ({ headers }: Letter, read: ReturnType<typeof readPayload>): boolean =>
  headers[binaryHeader] !== undefined && (read.kind === 'malformed' || read.body['specversion'] === undefined);

/** What is wrong with a dead letter that is no event at all; null where it may be one. */
export const explainMalformed = (letter: Letter): Diagnosis | null => {
  const read = readPayload(letter.payload);
  if (isBinary(letter, read)) return asMalformed(inBinaryMode);
  return read.kind === 'malformed' ? asMalformed(clean(read.why, longestExplanation)) : null;
};

const diagnoseContent = (letter: Letter, topic: string, at: number, maskText: MaskText): Diagnosis => {
  const read = readPayload(letter.payload);
  if (isBinary(letter, read)) return asMalformed(inBinaryMode);
  if (read.kind === 'malformed') return asMalformed(read.why);
  const { body } = read;
  // In the order in which the sidecar checks.
  if (hasExpired(body['expiration'], at)) {
    return { reason: 'expired', explanation: `It expired at ${instantOf(body['expiration'])}, before a consumer could take it.` };
  }
  return typeProblem(body['type']) ?? diagnoseEvent(body, letter, topic, maskText);
};

const dlqPrefix = 'dlq.';

const sizeOf = ({ payload }: Letter): string =>
  payload.length > maxEventBytes ? ` It has ${payload.length} bytes; producers of this system write no event over ${maxEventBytes}.` : '';

const diagnoseLetter = (letter: Letter, at: number, maskText: MaskText): Diagnosis => {
  const { topic } = letter.place;
  if (!topic.startsWith(dlqPrefix)) {
    const { reason, explanation } = diagnoseContent(letter, topic, at, maskText);
    return { reason, explanation: explanation + sizeOf(letter) };
  }
  const found = diagnoseContent(letter, topic.slice(dlqPrefix.length), at, maskText);
  const straight = `It was written straight into ${topic}, not dead-lettered by a sidecar.`;
  return found.reason === 'unroutable' ? { reason: 'unknown', explanation: straight } : { reason: found.reason, explanation: `${found.explanation} ${straight}` };
};

/**
 * Why an event that no consumer reported on became a dead letter, judging by the event itself; never throws.
 * @param at when it became a dead letter, in ms
 * @param maskText what of the event is quoted goes through it
 */
export const diagnose = (letter: Letter, at: number, maskText: MaskText): Diagnosis => {
  const { reason, explanation } = diagnoseLetter(letter, at, maskText);
  // It quotes the event, which may contain what PostgreSQL cannot store.
  return { reason, explanation: clean(explanation, longestExplanation) };
};
