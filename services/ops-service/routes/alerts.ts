import { z } from 'zod';
import { alert } from '#contracts/http/ops/alerts';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { listRecentAlerts } from '../store/alerts.ts';

const recentMs = 7 * 24 * 3_600_000;
const mostShown = 500;

/** GET /ops/alerts: what fires, and what did in the last seven days. */
export const getAlerts = (app: Server, { database, auth, now }: Pick<Deps, 'database' | 'auth' | 'now'>): void => {
  app.get(
    '/ops/alerts',
    {
      onRequest: auth.requireAdmin,
      schema: { summary: 'Alerts that fire, and recent ones', tags: ['operations'], response: { 200: z.object({ items: z.array(alert) }) } },
    },
    async () => {
      const recent = await listRecentAlerts(database, new Date(Date.parse(now()) - recentMs), mostShown);
      return {
        // A pending alert fired before; until it fires again it counts as resolved.
        items: recent.map(({ kind, state, ...rest }) => ({ ...rest, alert: kind, state: state === 'firing' ? ('firing' as const) : ('resolved' as const) })),
      };
    },
  );
};
