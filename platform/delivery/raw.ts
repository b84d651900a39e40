import type { IncomingHttpHeaders } from 'node:http';

/** The place of a message in Kafka. */
export interface Place {
  topic: string;
  partition: number;
  /** Decimal text: Kafka offsets exceed what JavaScript numbers carry. */
  offset: string;
}

/** A message with any content, as delivered by a subscription with `rawPayload`. */
export interface RawMessage {
  payload: Buffer;
  key: string | null;
  /** Its Kafka headers, with names in lower case as in HTTP; without those of the delivery. */
  headers: Record<string, string>;
  /**
   * For a dead letter, the place of the event that it is a copy of; null when it has none
   * that can be read.
   */
  place: Place | null;
  /** When Kafka received it, in ms; null when unknown. */
  timestamp: number | null;
}

/** Headers that HTTP and daprd add to a delivery; never stored, because one of them is a secret. */
const ofTheDelivery = new Set([
  'host', 'user-agent', 'content-length', 'content-type', 'accept-encoding', 'dapr-api-token', 'pubsubname', 'connection', 'traceparent', 'tracestate', 'grpc-trace-bin',
]);

/**
 * Undoes the component's `escapeHeaders` (Go's url.QueryEscape); bytes that are not UTF-8
 * become U+FFFD.
 */
const unescape = (text: string): string =>
  Buffer.from(
    text.replaceAll('+', ' ').replace(/%([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const textOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);

/** The place that the metadata of a delivery says; null where it says none that can be read. */
export const placeFrom = (headers: IncomingHttpHeaders): Place | null => {
  const [topic, partition, offset] = ['__topic', '__partition', '__offset'].map((name) => textOf(headers[name]));
  if (topic === undefined || !/^\d{1,9}$/.test(partition ?? '') || !/^\d{1,18}$/.test(offset ?? '')) return null;
  return { topic: unescape(topic), partition: Number(partition), offset: offset! };
};

const payloadFrom = (body: Buffer): Buffer => {
  try {
    const { data_base64: data } = JSON.parse(body.toString('utf8')) as { data_base64?: unknown };
    return typeof data === 'string' ? Buffer.from(data, 'base64') : body;
  } catch {
    return body;
  }
};

/** The JSON of a payload; undefined, which is no event, if it is not JSON. */
export const parseEvent = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Reads a raw delivery; never throws. */
export const readRaw = (headers: IncomingHttpHeaders, body: Buffer): RawMessage => {
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith('__') && !ofTheDelivery.has(name));
  const [key, timestamp] = [textOf(headers['__key']), textOf(headers['__timestamp'])];
  return {
    payload: payloadFrom(body),
    key: key === undefined ? null : unescape(key),
    headers: Object.fromEntries(kept.map(([name, value]) => [name, unescape(textOf(value) ?? '')])),
    place: placeFrom(headers),
    timestamp: /^\d{1,14}$/.test(timestamp ?? '') ? Number(timestamp) : null,
  };
};
