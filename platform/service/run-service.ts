import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { startTelemetry } from '../telemetry.ts';
import type { ServiceDefinition } from './definition.ts';
import { openService } from './open-service.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';
import { runUntilSignal } from './run-until-signal.ts';

/**
 * Starts a service, and stops it on a signal without losing anything; main.ts does nothing
 * else.
 */
export const runService = async <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(definition: ServiceDefinition<C, Db, D>): Promise<void> => {
  const config = readConfig(definition.config);
  const log = createLogger(definition.name, config.LOG_LEVEL);
  const telemetry = await startTelemetry(definition.name);
  const { app, context, close } = await openService(definition, config, log);
  await app.listen({ port: config.PORT, host: config.HOST });
  log.info({ port: config.PORT }, 'listening');
  runUntilSignal({ log, health: context.health, drainMs: config.DRAIN_MS, close: [...close, telemetry.stop] });
};
