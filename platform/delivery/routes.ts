import { z } from 'zod';
import { maxEventBytes, maxMessageBytes } from '#contracts/topics';
import { hidden, type Server } from '../http/server.ts';
import type { Consumer, Verdict } from './consumer.ts';
import type { Delivery } from './delivery.ts';
import { parseEvent, placeFrom } from './raw.ts';

/**
 * The most events of one bulk delivery; the subscriptions say the same, and the wiring test
 * compares.
 */
export const maxBulkMessages = 50;
/** The most bytes of events handled in one transaction; a single event may be larger. */
const maxBatchBytes = 4 * maxEventBytes;

/**
 * The answer to a single delivery: DROP sends it to the dead letters at once, a 5xx after
 * the retries.
 */
const answers: Record<Verdict, { code: number; status: 'SUCCESS' | 'DROP' | 'RETRY' }> = {
  done: { code: 200, status: 'SUCCESS' },
  stale: { code: 200, status: 'SUCCESS' },
  duplicate: { code: 200, status: 'SUCCESS' },
  ignored: { code: 200, status: 'SUCCESS' },
  broken: { code: 200, status: 'DROP' },
  failed: { code: 500, status: 'RETRY' },
  unavailable: { code: 503, status: 'RETRY' },
};

const topicOf = (body: unknown): string => {
  const topic = typeof body === 'object' && body !== null ? (body as { topic?: unknown }).topic : undefined;
  return typeof topic === 'string' ? topic : 'unknown';
};

const deliveryOf = (body: unknown, metadata: Record<string, string | string[] | undefined>, topic: string): Delivery => ({
  body,
  ...(placeFrom(metadata) ?? { topic, partition: null, offset: null }),
});

/**
 * Routes for one event at a time: `POST /events/<event type>`, and `/events/default` for
 * types that this service does not know.
 */
export const addSingleRoutes = (app: Server, consume: Consumer, types: readonly string[]): void => {
  for (const type of [...types, 'default']) {
    app.post(`/events/${type}`, { bodyLimit: 4 * maxEventBytes, schema: hidden }, async (request, reply) => {
      const [verdict] = await consume([deliveryOf(request.body, request.headers, topicOf(request.body))]);
      const { code, status } = answers[verdict!];
      return reply.code(code).send({ status });
    });
  }
};

const bulkBody = z.object({
  entries: z.array(z.object({ entryId: z.string(), event: z.string(), metadata: z.record(z.string(), z.string()).nullish() })),
});
type Entry = z.infer<typeof bulkBody>['entries'][number];

/** Splits a batch where it would exceed the limit of bytes. */
const slicesOf = (entries: readonly Entry[]): Entry[][] => {
  const slices: Entry[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    bytes += entry.event.length;
    if (bytes > maxBatchBytes) {
      slices.push([]);
      bytes = entry.event.length;
    }
    slices.at(-1)!.push(entry);
  }
  return slices;
};

/**
 * The verdicts after which daprd delivers an event again: on a topic whose events last, any
 * failure; on a fleeting one, only an outage.
 */
const retried = { lasting: ['failed', 'broken', 'unavailable'], fleeting: ['unavailable'] } as const satisfies Record<string, readonly Verdict[]>;

/** Whether failed events come again and then become dead letters, or are of no use later. */
export type Lasting = keyof typeof retried;

/**
 * A route for many events of one topic, unparsed: `POST /events/<topic>`, the one path of a
 * bulk subscription with `rawPayload`. Each event is answered with SUCCESS or RETRY, the
 * request always with 200. DROP would be applied to the wrong event once others of the
 * batch are done, and any other code would dead-letter the whole batch
 * (docs/decisions/0036).
 */
export const addBulkRoute = (app: Server, consume: Consumer, topic: string, lasting: Lasting): void => {
  const again: readonly Verdict[] = retried[lasting];
  // Base64 turns three bytes into four, and the headers of each record come on top.
  app.post(`/events/${topic}`, { bodyLimit: maxBulkMessages * 2 * maxMessageBytes, schema: hidden }, async (request) => {
    const statuses: { entryId: string; status: 'SUCCESS' | 'RETRY' }[] = [];
    for (const slice of slicesOf(bulkBody.parse(request.body).entries)) {
      const verdicts = await consume(slice.map(({ event, metadata }) => deliveryOf(parseEvent(Buffer.from(event, 'base64')), metadata ?? {}, topic)));
      slice.forEach(({ entryId }, i) => statuses.push({ entryId, status: again.includes(verdicts[i]!) ? 'RETRY' : 'SUCCESS' }));
    }
    return { statuses };
  });
};
