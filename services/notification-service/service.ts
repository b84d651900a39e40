import webPush from 'web-push';
import type { Database } from '#platform/db/database';
import { remoteAuth } from '#platform/http/remote-auth';
import { newId } from '#platform/ids';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { ownSchema } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { completeTaskThroughDapr } from './complete-task.ts';
import { notificationConfig, type NotificationConfig } from './config.ts';
import type { Deps } from './context.ts';
import { openMailServer } from './dispatch/mail-server.ts';
import { openDispatch, serverTimeoutMs } from './dispatch/open-dispatch.ts';
import { handlersOf } from './handlers/index.ts';
import { createMailActs } from './mail-acts.ts';
import { migrations } from './migrations.ts';
import { releaseDue } from './release.ts';
import { internalRoutes, routes } from './routes/index.ts';
import { oldRows } from './store/forget.ts';
import { tellTrail } from './store/trail.ts';
import { sharedVapidKeys, type VapidKeys } from './store/vapid-keys.ts';
import { cachedUsers, findUserThroughDapr } from './users.ts';

const vapidKeys = async ({ config, database }: Parts<NotificationConfig, Database>): Promise<VapidKeys> => {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = config;
  return publicKey !== undefined && privateKey !== undefined ? { publicKey, privateKey } : sharedVapidKeys(database, webPush.generateVAPIDKeys());
};

const createContext = async (parts: Parts<NotificationConfig, Database>): Promise<Deps> => {
  const { config, database, dapr, log } = parts;
  const findUser = cachedUsers(findUserThroughDapr(dapr));
  const vapid = await vapidKeys(parts);
  const mailActs = createMailActs(vapid.privateKey);
  const allowedEndpoints = new Set(config.NODE_ENV === 'development' ? config.PUSH_TEST_ENDPOINTS : []);
  return {
    ...parts,
    auth: remoteAuth(config),
    findUser,
    completeTask: completeTaskThroughDapr(dapr),
    mailActs,
    now: () => new Date().toISOString(),
    newId,
    vapid,
    allowedEndpoints,
    accountMails: openMailServer({ smtpUrl: config.SMTP_URL, connections: 2, timeoutMs: serverTimeoutMs }),
    dispatch: openDispatch({ config, database, findUser, mailActs, log, vapid, allowedEndpoints }),
  };
};

/** What notification-service is made of. */
export const service = defineService({
  name: 'notification-service',
  entry: catalogue['notification-service'],
  config: notificationConfig,
  storage: ownSchema(migrations, { gatherMs: 50 }),
  context: createContext,
  handlers: (context) => handlersOf((channel) => context.dispatch.wake(channel)),
  clocks: { notifications: ({ dispatch, ...deps }) => releaseDue({ ...deps, wake: dispatch.wake }) },
  routes,
  internalRoutes,
  trail: ({ database }, correlationId) => tellTrail(database, correlationId),
  background: ({ dispatch, accountMails }) => [{ stop: accountMails.close }, dispatch.start()],
  forget: ({ database }) => oldRows(database),
});
