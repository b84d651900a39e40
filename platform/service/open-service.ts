import { deliveryReports, type Topic } from '#contracts/topics';
import { createDaprClient } from '../dapr/publish.ts';
import { createHealth, settleDeliveries } from '../health.ts';
import type { Logger } from '../logger.ts';
import { buildService, type BuiltService } from './build-service.ts';
import { isReported } from './consumer.ts';
import type { Background, Entry, ServiceDefinition } from './definition.ts';
import { forgetInbox, keepForgetting, type Forget } from './forget.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';

/** A service that is at work, except that its server does not listen yet. */
export interface OpenService<Context> extends BuiltService {
  context: Context;
  /** Each part's end: first the server, then what it stands on. */
  close: (() => Promise<unknown>)[];
}

/** The topics of a service's outbox: failures of deliveries are reported through it too. */
const topicsOf = (definition: { entry: Entry; handlers?: unknown; deadLetters?: false }): Topic[] => [
  ...new Set([...(definition.entry.publishes ?? []), ...(isReported(definition) ? [deliveryReports] : [])]),
];

/** Its rounds of removal, the platform's among them. */
const forgetOf = <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>({ handlers, forget }: ServiceDefinition<C, Db, D>, context: D): Forget[] => [
  ...(handlers !== undefined && context.database !== undefined ? [forgetInbox(context.database)] : []),
  ...(forget === undefined ? [] : [() => forget(context)]),
];

const startBackground = <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(definition: ServiceDefinition<C, Db, D>, context: D): Background[] => {
  const pauses = isReported(definition) && definition.entry.healthThreshold === undefined;
  return [
    ...(pauses ? [settleDeliveries(context.health)] : []),
    ...(definition.background?.(context) ?? []),
    ...forgetOf(definition, context).map((forget) => keepForgetting(forget, context.log)),
  ];
};

/** Opens a service's storage, makes its context, builds its server and starts what goes on in the background. */
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
