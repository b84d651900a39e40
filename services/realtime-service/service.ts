import { randomBytes } from 'node:crypto';
import { maxMessageBytes, notificationEvents, taskUpdates } from '#contracts/topics';
import { remoteAuth } from '#platform/http/remote-auth';
import { newId } from '#platform/ids';
import { repeat } from '#platform/repeat';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { rememberSteps } from '#platform/service/recent-steps';
import { noStorage } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { realtimeConfig, type RealtimeConfig } from './config.ts';
import type { Deps } from './context.ts';
import { findEndedThroughDapr } from './find-ended.ts';
import { handlersOf } from './handlers/index.ts';
import { createHub } from './live/hub.ts';
import { liveSockets } from './live/live-sockets.ts';
import { watchOwnSidecar } from './live/watch-sidecar.ts';
import { createWindows, windowsLimits } from './live/windows.ts';
import { routes } from './routes/index.ts';
import { createTickets } from './tickets.ts';

const sweepMs = 60_000;

const createContext = (parts: Parts<RealtimeConfig, undefined>): Deps => {
  const windows = createWindows(windowsLimits);
  const key = parts.config.REALTIME_TICKET_KEY ?? randomBytes(32).toString('hex');
  return { ...parts, auth: remoteAuth(parts.config), tickets: createTickets(key, newId), findEnded: findEndedThroughDapr(parts.dapr), windows, hub: createHub(windows), recent: rememberSteps(), now: Date.now };
};

/**
 * What realtime-service is made of. Its handlers only write to memory and sockets, so no
 * outage can stop them.
 */
export const service = defineService({
  name: 'realtime-service',
  entry: catalogue['realtime-service'],
  config: realtimeConfig,
  storage: noStorage,
  context: createContext,
  handlers: handlersOf,
  trail: async ({ recent }, correlationId) => recent.of(correlationId),
  deliveries: { fleeting: [taskUpdates, notificationEvents] },
  // A message's key and headers come as HTTP headers, where escaping turns one byte into
  // three.
  maxHeaderBytes: 3 * maxMessageBytes,
  plugins: [liveSockets],
  routes,
  background: (context) => [
    watchOwnSidecar(context),
    repeat({ what: 'forgetting quiet users', everyMs: sweepMs, log: context.log }, async () => context.windows.sweep(context.now())),
  ],
});
