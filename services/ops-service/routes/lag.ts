import { lagReport } from '#contracts/http/ops/lag';
import type { Server } from '#platform/http/server';
import { limitsOf } from '../alerts/config.ts';
import type { Deps } from '../context.ts';
import { limitOf } from '../domain/alert-facts.ts';

/** GET /ops/lag: how far each consumer is behind, and what comes into the topics. */
export const getLag = (app: Server, { lag, config, auth }: { lag: Pick<Deps['lag'], 'report'> } & Pick<Deps, 'config' | 'auth'>): void => {
  const limits = limitsOf(config);
  app.get(
    '/ops/lag',
    { onRequest: auth.requireAdmin, schema: { summary: 'Lag, rates and partition skew', tags: ['operations'], response: { 200: lagReport } } },
    async () => {
      const report = lag.report();
      return { ...report, groups: report.groups.map((group) => ({ ...group, limit: limitOf(limits, group.consumer) })) };
    },
  );
};
