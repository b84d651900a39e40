import { createDirectPublish } from '../dapr/publish.ts';
import { quickMs } from '../db/connection.ts';
import { createConsumer, type Consumer } from '../delivery/consumer.ts';
import { createOutageGuard, type OutageGuard } from '../delivery/outage-guard.ts';
import { createReporter, logFailures } from '../delivery/report.ts';
import { rememberTries } from '../inbox/failed-tries.ts';
import { stateless, transactional } from '../delivery/unit-of-work.ts';
import type { Handler } from '../delivery/on-event.ts';
import type { ServiceDefinition } from './definition.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';

/** The parts that take a service's deliveries. */
export interface ServiceConsumer {
  handlers: readonly Handler[];
  consume: Consumer;
  outage: OutageGuard;
}

/** Resolves when the service's database answers; at once when it has none. */
export const databaseAnswers = async ({ database }: Pick<Parts, 'database'>): Promise<unknown> => database?.query('select 1', [], quickMs);

/** Whether failed deliveries of a service are reported and dead-lettered. */
export const isReported = ({ handlers, deadLetters }: { handlers?: unknown; deadLetters?: false }): boolean =>
  handlers !== undefined && deadLetters !== false;

/**
 * The consumer of a service's handlers: in one transaction with the inbox where there is a
 * database.
 */
export const openConsumer = <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(
  definition: ServiceDefinition<C, Db, D>,
  context: D,
): ServiceConsumer => {
  const { name, probe = async () => undefined } = definition;
  const { config, log, health, dapr, database } = context;
  const handlers = definition.handlers?.(context) ?? [];
  const outage = createOutageGuard(() => Promise.all([databaseAnswers(context), probe(context)]), health, log);
  const tries = rememberTries();
  const report = isReported(definition)
    ? createReporter({ consumer: name, build: config.BUILD, log, database, tries, publishDirectly: createDirectPublish(dapr) })
    : logFailures(log);
  const unitOfWork = database === undefined ? stateless(tries) : transactional(database);
  return { handlers, outage, consume: createConsumer({ name, handlers, unitOfWork, outage, report, log }) };
};
