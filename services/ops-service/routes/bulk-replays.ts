import { z } from 'zod';
import { pageOf } from '#contracts/http/answer';
import { bulkPlan, bulkReplay, bulkStarted } from '#contracts/http/ops/replays';
import { instantInput } from '#contracts/inputs';
import { cutPage } from '#platform/http/page';
import type { Server } from '#platform/http/server';
import { controlBulk, type Command } from '../replay/control-bulk.ts';
import { noSuch } from '../replay/problems.ts';
import { dryRun, startBulkReplay } from '../replay/start-bulk.ts';
import { findBulkReplay, listBulkReplays, type BulkReplayWithProgress } from '../store/bulk-replays.ts';
import { actorOf, idParams, keyHeaders, type ReplayRouteDeps } from './replay-schemas.ts';

const tags = ['operations'];

const shown = (bulk: BulkReplayWithProgress): z.infer<typeof bulkReplay> => ({ ...bulk, progress: { total: bulk.total, ...bulk.progress } });

const body = z.strictObject({
  group: z.string().min(1).max(200).optional().describe('the fingerprint that its failures share'),
  since: instantInput.optional().describe('all that last failed at this instant or later'),
  rate_per_second: z.int().min(1).max(100).default(10),
  dry_run: z.boolean().default(false).describe('true: only says what would be replayed, and what would stay behind'),
}).refine(({ group, since }) => group !== undefined || since !== undefined, { path: ['group'], message: 'say which failures: those of a group, those since an instant, or both' });

/**
 * POST /ops/replays: all open failures of a group or since an instant, in batches that grow
 * as long as all outcomes are good.
 */
export const postBulkReplay = (app: Server, deps: ReplayRouteDeps): void => {
  app.post(
    '/ops/replays',
    {
      onRequest: deps.auth.requireAdmin,
      schema: {
        summary: 'Replay many failed events',
        description: 'Of a group, since an instant, or both. In batches of 1, 5, 20, 100, …: the next one goes out when every outcome is confirmed; a renewed failure stops it.',
        tags,
        headers: keyHeaders,
        body,
        response: { 200: z.union([bulkPlan, bulkStarted]), 202: bulkStarted },
      },
    },
    async (request, reply) => {
      const { group: fingerprint = null, since = null, rate_per_second, dry_run } = request.body;
      if (dry_run) return reply.code(200).send({ dry_run, ...(await dryRun(deps, { fingerprint, since })) });
      const wish = { fingerprint, since, rate_per_second, actor: actorOf(request), idempotency_key: request.headers['idempotency-key'] };
      const { bulk, refused, repeated } = await startBulkReplay(deps, wish);
      return reply.code(repeated ? 200 : 202).send({ bulk_replay: shown(bulk), refused });
    },
  );
};

const query = z.strictObject({
  cursor: z.uuid().optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** GET /ops/replays: the bulk replays, newest first. */
export const getBulkReplays = (app: Server, { database, auth }: ReplayRouteDeps): void => {
  const response = { 200: pageOf(bulkReplay) };
  app.get(
    '/ops/replays',
    { onRequest: auth.requireAdmin, schema: { summary: 'List bulk replays', tags, querystring: query, response } },
    async ({ query: { cursor, limit } }) => {
      const { items, last } = cutPage(await listBulkReplays(database, cursor, limit + 1), limit);
      return { items: items.map(shown), next_cursor: last?.id ?? null };
    },
  );
};

/** GET /ops/replays/{id}: how far one has come. */
export const getBulkReplay = (app: Server, { database, auth }: ReplayRouteDeps): void => {
  app.get(
    '/ops/replays/:id',
    { onRequest: auth.requireAdmin, schema: { summary: 'Show a bulk replay', tags, params: idParams, response: { 200: bulkReplay } } },
    async ({ params }) => {
      const bulk = await findBulkReplay(database, params.id);
      if (bulk === null) throw noSuch('bulk replay');
      return shown(bulk);
    },
  );
};

const summaries: Record<Command, string> = {
  pause: 'Pause a bulk replay: what is on its way settles, nothing more goes out',
  resume: 'Resume a paused bulk replay',
  stop: 'Stop a bulk replay: what waits is open again',
};

/** POST /ops/replays/{id}/pause, /resume and /stop. */
export const postBulkCommands = (app: Server, deps: ReplayRouteDeps): void => {
  for (const command of ['pause', 'resume', 'stop'] as const) {
    app.post(
      `/ops/replays/:id/${command}`,
      { onRequest: deps.auth.requireAdmin, schema: { summary: summaries[command], tags, params: idParams, response: { 200: bulkReplay } } },
      async (request) => shown(await controlBulk(deps, request.params.id, command, actorOf(request))),
    );
  }
};
