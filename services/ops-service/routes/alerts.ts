import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { alertKinds } from '../domain/alert.ts';
import { listRecentAlerts } from '../store/alerts.ts';

const recentMs = 7 * 24 * 3_600_000;
const mostShown = 500;

const instant = z.iso.datetime().nullable();

const alertShown = z.object({
  alert: z.enum(alertKinds),
  subject: z.string(),
  state: z.enum(['firing', 'resolved']),
  severity: z.enum(['error', 'warning']),
  summary: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  path: z.string().describe('where to look'),
  fired_at: instant,
  resolved_at: instant,
  notified_at: instant.describe('when people were last told that it fires'),
});

/** GET /ops/alerts: what fires, and what did in the last seven days. */
export const getAlerts = (app: Server, { database, auth, now }: Pick<Deps, 'database' | 'auth' | 'now'>): void => {
  app.get(
    '/ops/alerts',
    {
      onRequest: auth.requireAdmin,
      schema: { summary: 'Alerts that fire, and recent ones', tags: ['operations'], response: { 200: z.object({ items: z.array(alertShown) }) } },
    },
    async () => {
      const recent = await listRecentAlerts(database, new Date(Date.parse(now()) - recentMs), mostShown);
      return {
        // One that fired before and may fire again is over until it does.
        items: recent.map(({ kind, state, ...alert }) => ({ ...alert, alert: kind, state: state === 'firing' ? ('firing' as const) : ('resolved' as const) })),
      };
    },
  );
};
