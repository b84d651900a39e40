import { z } from 'zod';
import { maxEventBytes, maxMessageBytes } from '#contracts/topics';
import { hidden, type Server } from '../http/server.ts';
import type { Consumer, Verdict } from './consumer.ts';
import type { Delivery } from './delivery.ts';
import { parseEvent, placeFrom } from './raw.ts';

/** The most events that a bulk subscription may ask for; its YAML says the same, and the wiring test compares. */
export const maxBulkMessages = 50;
/** The most bytes of events that are handled in one transaction; one event alone may be larger. */
const maxBatchBytes = 8 * maxEventBytes;

/** What Dapr is told of a single delivery: DROP sends it to the dead letters at once, a 5xx after the retries. */
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

/** One event, its own route: `POST /events/<event type>`, and `/events/default` for types that this service does not know. */
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

/** Cuts a batch where it would hold too many bytes. */
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

/** Which events of a topic are asked for again: those that may work later, or only those that an outage has met. */
const retried = { lasting: ['failed', 'broken', 'unavailable'], fleeting: ['unavailable'] } as const satisfies Record<string, readonly Verdict[]>;

/** What becomes of events that fail: they come again and then to the dead letters, or they are of no use later. */
export type Lasting = keyof typeof retried;

/**
 * Many events of one topic, as they stand in Kafka: `POST /events/<topic>`, the one path of a bulk subscription with `rawPayload`. Answered for each with
 * SUCCESS or RETRY and always with 200. Never DROP: once others of the batch are done, daprd would apply it to the wrong event; never another code: daprd
 * would dead-letter the whole batch (docs/decisions/0036).
 */
export const addBulkRoute = (app: Server, consume: Consumer, topic: string, lasting: Lasting): void => {
  const again: readonly Verdict[] = retried[lasting];
  // Base64 makes four bytes of three, and a record's headers come beside it.
  app.post(`/events/${topic}`, { bodyLimit: maxBulkMessages * 2 * maxMessageBytes, schema: hidden }, async (request) => {
    const statuses: { entryId: string; status: 'SUCCESS' | 'RETRY' }[] = [];
    for (const slice of slicesOf(bulkBody.parse(request.body).entries)) {
      const verdicts = await consume(slice.map(({ event, metadata }) => deliveryOf(parseEvent(Buffer.from(event, 'base64')), metadata ?? {}, topic)));
      slice.forEach(({ entryId }, i) => statuses.push({ entryId, status: again.includes(verdicts[i]!) ? 'RETRY' : 'SUCCESS' }));
    }
    return { statuses };
  });
};
