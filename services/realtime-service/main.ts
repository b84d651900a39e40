import { randomBytes } from 'node:crypto';
import { readConfig, requestsPerMinute } from '#platform/config';
import { createAuth, remoteKeys } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openStatelessService } from '#platform/stateless-service';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from './app.ts';
import { realtimeConfig } from './config.ts';
import { handlersOf } from './handlers/index.ts';
import { createHub } from './live/hub.ts';
import { serveSockets } from './live/socket-server.ts';
import { watchSidecar } from './live/watch-sidecar.ts';
import { createWindows, windowsLimits } from './live/windows.ts';
import { createTickets } from './tickets.ts';

const name = 'realtime-service';
const config = readConfig(realtimeConfig);
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);

const now = (): number => Date.now();
const windows = createWindows(windowsLimits);
const hub = createHub(windows);
const handlers = handlersOf(hub, now);
// Handlers only write to memory and sockets: there is no infrastructure under them whose outage they could meet.
const service = openStatelessService({ name, config, log, handlers: () => handlers, pauses: false, probe: async () => undefined });
const tickets = createTickets(config.REALTIME_TICKET_KEY ?? randomBytes(32).toString('hex'), newId);
const app = await buildApp({
  ...service,
  log,
  auth: createAuth(remoteKeys(config.AUTH_JWKS_URL), config.AUTH_ISSUER, createUserLimit(requestsPerMinute(config))),
  trustProxy: config.TRUST_PROXY,
  tickets,
  topics: [...new Set(handlers.map(({ definition }) => definition.topic.name))],
  appToken: config.APP_API_TOKEN,
});
const sockets = serveSockets(app.server, {
  hub,
  tickets,
  log,
  now,
  origins: config.REALTIME_ORIGINS ?? ['http://localhost:3000'],
  perUser: config.REALTIME_CONNECTIONS_PER_USER,
  total: config.REALTIME_CONNECTIONS,
  bufferBytes: config.REALTIME_BUFFER_BYTES,
  heartbeatMs: config.REALTIME_HEARTBEAT_MS,
  maxAgeMs: config.REALTIME_MAX_AGE_MINUTES * 60_000,
});
const sweeping = setInterval(() => windows.sweep(now()), 60_000).unref();
const sidecar = watchSidecar({
  probe: async () => {
    const { ok, status } = await fetch(`http://127.0.0.1:${config.DAPR_HTTP_PORT}/v1.0/healthz`, { signal: AbortSignal.timeout(2_000) });
    if (!ok) throw new Error(`the sidecar answers ${status}`);
  },
  everyMs: 500,
  settleMs: config.REALTIME_SETTLE_MS,
  onLost: windows.clear,
  onSettled: hub.reloadAll,
  log,
});

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({
  log,
  health: service.health,
  drainMs: config.DRAIN_MS,
  close: [sidecar.stop, sockets.close, () => app.close(), async () => clearInterval(sweeping), service.close, telemetry.stop],
});
