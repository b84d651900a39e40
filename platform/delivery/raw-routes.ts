import { maxDeadLetterBytes } from '#contracts/topics';
import { hidden, type Server } from '../http/server.ts';
import type { Logger } from '../logger.ts';
import { deliveries } from '../metrics.ts';
import type { Consumer, Verdict } from './consumer.ts';
import { placeOf, type Delivery } from './delivery.ts';
import { holdThrough } from './hold-through.ts';
import type { OutageGuard } from './outage-guard.ts';
import { parseEvent, readRaw, type RawMessage } from './raw.ts';

/** Handles a raw message; never rejects. */
export type RawConsumer = (message: RawMessage) => Promise<Verdict>;

/** Without a dead-letter topic DROP and 404 lose a message, so any failure asks for it again. */
const codes: Partial<Record<Verdict, number>> = { failed: 500, unavailable: 503 };

/**
 * A route for every message of one topic, unparsed: `POST /events/<topic>`, the one path of
 * a subscription with `rawPayload`.
 */
export const addRawRoute = (app: Server, topic: string, consume: RawConsumer): void => {
  void app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // The delivery carries the message as base64.
    raw.post<{ Body: Buffer | undefined }>(`/events/${topic}`, { bodyLimit: 2 * maxDeadLetterBytes, schema: hidden }, async (request, reply) => {
      const verdict = await consume(readRaw(request.headers, request.body ?? Buffer.alloc(0)));
      const code = codes[verdict] ?? 200;
      return reply.code(code).send({ status: code === 200 ? 'SUCCESS' : 'RETRY' });
    });
  });
};

const deliveryOf = ({ place, payload }: RawMessage): Delivery => ({
  body: payload,
  topic: place?.topic ?? 'unknown',
  partition: place?.partition ?? null,
  offset: place?.offset ?? null,
});

/**
 * Hands raw messages to `take`, again after each outage; after any other failure the
 * message is asked for again.
 */
export const throughOutages =
  (take: (message: RawMessage) => Promise<void>, outage: OutageGuard, log: Logger): RawConsumer =>
  (message) =>
    outage.during(async () => {
      try {
        return await holdThrough(outage, () => take(message).then(() => 'done' as const));
      } catch (error) {
        log.error({ err: error, place: placeOf(deliveryOf(message)) }, 'a message cannot be taken; it comes again until it can');
        return 'failed';
      }
    });

/** Counts messages by topic; events are counted by their consumer. */
export const counted =
  (topic: string, consume: RawConsumer): RawConsumer =>
  async (message) => {
    const outcome = await consume(message);
    deliveries.inc({ type: topic, outcome });
    return outcome;
  };

/**
 * Reads raw messages as events, for a topic whose subscription must not stop at a message
 * that is none.
 */
export const asEvents =
  (consume: Consumer): RawConsumer =>
  async (message) => (await consume([{ ...deliveryOf(message), body: parseEvent(message.payload) }]))[0]!;
