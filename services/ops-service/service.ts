import { deadLetterTopics, deliveryReports, maxDeadLetterBytes } from '#contracts/topics';
import type { Database } from '#platform/db/database';
import { remoteAuth } from '#platform/http/remote-auth';
import { newId } from '#platform/ids';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { ownSchema } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { startAlerts } from './alerts/start-alerts.ts';
import { capture } from './capture/capture.ts';
import { opsConfig, type OpsConfig } from './config.ts';
import type { Deps } from './context.ts';
import { handlers } from './handlers/index.ts';
import { openLagMeter } from './lag/lag-meter.ts';
import { migrations } from './migrations.ts';
import { outboxesThroughDapr } from './outbox/outboxes.ts';
import { startReplayWorker } from './replay/worker.ts';
import { internalRoutes, routes } from './routes/index.ts';
import { purgeOldAlerts } from './store/alerts.ts';
import { tellTrail } from './store/trail.ts';
import { askTrailThroughDapr } from './trail/ask-trail.ts';
import { purgeSettled, purgeStrayReports } from './store/retention.ts';

/** How often to look for replays that have something to do, in ms. */
const replayPollMs = 1_000;

const createContext = (parts: Parts<OpsConfig, Database>): Deps => ({
  ...parts,
  auth: remoteAuth(parts.config),
  now: () => new Date().toISOString(),
  newId,
  lag: openLagMeter(parts),
  outboxes: outboxesThroughDapr(parts.dapr),
  askTrail: askTrailThroughDapr(parts.dapr, { name: 'ops-service', tell: (correlationId) => tellTrail(parts.database, correlationId) }),
});

/** What ops-service is made of. */
export const service = defineService({
  name: 'ops-service',
  entry: catalogue['ops-service'],
  config: opsConfig,
  storage: ownSchema(migrations),
  context: createContext,
  handlers: () => handlers,
  // All raw: a subscription without a dead-letter topic stops for good at a message that is
  // no event.
  deliveries: { raw: [deliveryReports], messages: { topics: deadLetterTopics, take: capture } },
  deadLetters: false,
  // A message is delivered with its key and headers as HTTP headers, so these may be as
  // large as a message of a topic.
  maxHeaderBytes: 2 * maxDeadLetterBytes,
  routes,
  internalRoutes,
  trail: ({ database }, correlationId) => tellTrail(database, correlationId),
  background: (context) => {
    const { config, lag } = context;
    return [
      lag.start(),
      startAlerts({ ...context, now: Date.now }),
      startReplayWorker({ ...context, timeoutMs: config.OPS_REPLAY_TIMEOUT_MS, pollMs: replayPollMs }),
    ];
  },
  forget: ({ database, config }) => ({
    reports: purgeStrayReports(database),
    dead_letters: purgeSettled(database, config.OPS_RETENTION_DAYS),
    alerts: purgeOldAlerts(database),
  }),
});
