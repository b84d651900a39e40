import { baseConfig, readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openStatelessService } from '#platform/stateless-service';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from './app.ts';
import { createMakeNext, probeChatApi } from './chat-api.ts';
import { handlersOf } from './handlers/index.ts';

const name = 'recurring-service';
const config = readConfig(baseConfig);
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);

const service = openStatelessService({ name, config, log, handlers: (dapr) => handlersOf(createMakeNext(dapr)), probe: probeChatApi });
const app = await buildApp({ ...service, log, appToken: config.APP_API_TOKEN });

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({ log, health: service.health, drainMs: config.DRAIN_MS, close: [() => app.close(), service.close, telemetry.stop] });
