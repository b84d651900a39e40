import { flow } from '#contracts/http/ops/flow';
import type { Server } from '#platform/http/server';
import { services } from '../../catalogue.ts';
import { limitsOf } from '../alerts/config.ts';
import type { Deps } from '../context.ts';
import { limitOf } from '../domain/alert-facts.ts';
import { describeFlow } from '../domain/describe-flow.ts';
import { listFiring } from '../store/alerts.ts';
import { countOpenByConsumer } from '../store/open-groups.ts';

const publishers = services.map(({ id, publishes = [] }) => ({ service: id, publishes: publishes.map(({ name }) => name) }));

/** GET /ops/flow: the whole system in one picture, with the last hour and a verdict. */
export const getFlow = (app: Server, { lag, outboxes, database, config, auth }: Pick<Deps, 'lag' | 'outboxes' | 'database' | 'config' | 'auth'>): void => {
  const limits = limitsOf(config);
  app.get(
    '/ops/flow',
    { onRequest: auth.requireAdmin, schema: { summary: 'What flows where, how far each consumer is behind, and whether all is well', tags: ['operations'], response: { 200: flow } } },
    async () => {
      const [states, failed, firing] = await Promise.all([outboxes.read(), countOpenByConsumer(database), listFiring(database)]);
      return describeFlow({
        report: lag.report(), hour: lag.hour(), clocks: lag.clocks(), services: publishers, outboxes: states, failed, firing,
        limitOf: (consumer) => limitOf(limits, consumer),
      });
    },
  );
};
