import { deliveryReports, type Topic } from '#contracts/topics';
import { createDaprClient } from '../dapr/client.ts';
import type { Database } from '../db/database.ts';
import { createHealth, settleDeliveries } from '../health.ts';
import type { Logger } from '../logger.ts';
import { buildService, type BuiltService } from './build-service.ts';
import { isReported } from './consumer.ts';
import type { Background, Entry, ServiceDefinition } from './definition.ts';
import { keepForgetting, platformPurges, type Purges } from './forget.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';

/** A running service whose server does not listen yet. */
export interface OpenService<Context> extends BuiltService {
  context: Context;
  /** How to close each part: first the server, then what it depends on. */
  close: (() => Promise<unknown>)[];
}

/** The topics of a service's outbox; failed deliveries are reported through it too. */
const topicsOf = (definition: { entry: Entry; handlers?: unknown; deadLetters?: false }): Topic[] => [
  ...new Set([...(definition.entry.publishes ?? []), ...(isReported(definition) ? [deliveryReports] : [])]),
];

const purgesOf = <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(definition: ServiceDefinition<C, Db, D>, context: D, database: Database): Purges => ({
  ...definition.forget?.(context),
  ...platformPurges(database, definition.handlers !== undefined),
});

const startBackground = <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(definition: ServiceDefinition<C, Db, D>, context: D): Background[] => {
  const pauses = isReported(definition) && definition.entry.healthThreshold === undefined;
  return [
    ...(pauses ? [settleDeliveries(context.health)] : []),
    ...(definition.background?.(context) ?? []),
    ...(context.database === undefined ? [] : [keepForgetting(purgesOf(definition, context, context.database), context.log)]),
  ];
};

/**
 * Opens a service's storage, creates its context, builds its server and starts its
 * background work.
 */
export const openService = async <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(
  definition: ServiceDefinition<C, Db, D>,
  config: C,
  log: Logger,
): Promise<OpenService<D>> => {
  const { name } = definition;
  let built: BuiltService | undefined;
  const onSilence = (error: Error): void => built?.outage.report(error);
  const { database, wakeRelay, stop } = await definition.storage({ name, config, log, topics: topicsOf(definition), onSilence });
  const dapr = createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN);
  const context = await definition.context({ config, log, health: createHealth(), dapr, database, wakeRelay });
  built = await buildService(definition, context);
  const { app } = built;
  const ends = startBackground(definition, context).toReversed().map((work) => async () => work.stop());
  return { ...built, context, close: [() => app.close(), ...ends, stop] };
};
