import type { Topic } from '#contracts/topics';
import type { Handler } from '#platform/delivery/on-event';
import { buildService } from '#platform/service/build-service';
import type { Entry, ServiceDefinition } from '#platform/service/definition';
import { services } from '../../services/catalogue.ts';
import { testParts } from '../helpers/parts.ts';

/** A service as its code defines it. */
interface Wired {
  name: string;
  entry: Entry;
  handlers: readonly Handler[];
  /** Topics whose messages it takes raw, without a handler. */
  messages: readonly Topic[];
  clocks: readonly string[];
  /** Whether its server has a route for what the sidecar posts. */
  takes(path: string): boolean;
}

const wire = async (id: string): Promise<Wired> => {
  const { service } = (await import(`../../services/${id}/service.ts`)) as { service: ServiceDefinition<never, undefined, never> };
  // Nothing is delivered: handlers and routes are inspected, and what they would work with
  // is never used.
  const context = testParts(service.config, undefined) as never;
  const { app, handlers } = await buildService({ ...service, plugins: [], routes: [], internalRoutes: [] }, context);
  return {
    name: service.name,
    entry: service.entry,
    handlers,
    messages: service.deliveries?.messages?.topics ?? [],
    clocks: Object.keys(service.clocks ?? {}),
    takes: (url) => app.hasRoute({ method: 'POST', url }),
  };
};

/**
 * What the wiring test compares with the catalogue and the YAML: each service's handlers,
 * routes and clocks.
 */
export const wired: Readonly<Record<string, Wired>> = Object.fromEntries(await Promise.all(services.map(async ({ id }) => [id, await wire(id)] as const)));
