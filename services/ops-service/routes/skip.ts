import { z } from 'zod';
import { topics } from '#contracts/topics';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { recordSkip } from '../skip.ts';
import { actorOf } from './replay-schemas.ts';

const deadLettered = topics.filter(({ deadLetter }) => deadLetter !== null).map(({ name }) => name);

const skip = z.strictObject({
  consumer: z.string().min(1).max(200).describe('the consumer group'),
  topic: z.enum(deadLettered),
  partition: z.int().min(0),
  offset: z.string().regex(/^\d{1,18}$/),
});

/**
 * POST /ops/skips: records that an administrator skips a record for a consumer; `npm run
 * ops -- skip` does the skipping.
 */
export const postSkip = (app: Server, { database, auth, now, newId }: Pick<Deps, 'database' | 'auth' | 'now' | 'newId'>): void => {
  app.post(
    '/ops/skips',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'Record that a record is skipped',
        description: 'Moves nothing by itself: `npm run ops -- skip` asks here first, then moves the consumer group with a Kafka account that may.',
        tags: ['operations'],
        body: skip,
        response: { 201: skip },
      },
    },
    async (request, reply) => {
      await database.transaction((tx) => recordSkip(tx, request.body, { actor: actorOf(request), now: now(), newId }));
      return reply.code(201).send(request.body);
    },
  );
};
