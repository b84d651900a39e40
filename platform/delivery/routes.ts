import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { maxEventBytes } from '#contracts/topics';
import { hidden, type Server } from '../http/server.ts';
import type { Consumer, Verdict } from './consumer.ts';
import type { Delivery } from './delivery.ts';

/** The most events that a bulk subscription may ask for; its YAML says the same, and the wiring test compares. */
export const maxBulkMessages = 100;

const bulkBody = z.object({
  entries: z.array(
    z.object({ entryId: z.string(), event: z.unknown(), metadata: z.record(z.string(), z.string()).nullish() }),
  ),
});

const toDelivery = (body: unknown, metadata: Record<string, unknown>, topic: string): Delivery => ({
  body,
  topic: typeof metadata['__topic'] === 'string' ? metadata['__topic'] : topic,
  partition: metadata['__partition'] === undefined ? null : Number(metadata['__partition']),
  offset: typeof metadata['__offset'] === 'string' ? metadata['__offset'] : null,
});

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

/** One event, its own route: `POST /events/<event type>`, and `/events/default` for types that this service does not know. */
export const addSingleRoutes = (app: Server, consume: Consumer, types: readonly string[]): void => {
  const handle = async (request: FastifyRequest): Promise<{ code: number; status: string }> => {
    const [verdict] = await consume([toDelivery(request.body, request.headers, topicOf(request.body))]);
    return answers[verdict!];
  };
  for (const type of [...types, 'default']) {
    app.post(`/events/${type}`, { bodyLimit: 4 * maxEventBytes, schema: hidden }, async (request, reply) => {
      const { code, status } = await handle(request);
      return reply.code(code).send({ status });
    });
  }
};

/**
 * Many events of one topic: `POST /events/<topic>`, answered per entry with SUCCESS or RETRY and always with 200.
 * Never DROP: after a malformed entry daprd would apply it to the wrong event; never another code: daprd would dead-letter the whole batch.
 */
export const addBulkRoute = (app: Server, consume: Consumer, topic: string): void => {
  app.post(`/events/${topic}`, { bodyLimit: maxBulkMessages * 2 * maxEventBytes, schema: hidden }, async (request) => {
    const { entries } = bulkBody.parse(request.body);
    const verdicts = await consume(entries.map(({ event, metadata }) => toDelivery(event, metadata ?? {}, topic)));
    return {
      statuses: entries.map(({ entryId }, i) => ({
        entryId,
        status: answers[verdicts[i]!].status === 'SUCCESS' ? 'SUCCESS' : 'RETRY',
      })),
    };
  });
};
