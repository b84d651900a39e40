import { createHash } from 'node:crypto';
import { request, type Agent } from 'node:https';
import webPush from 'web-push';
import type { Queryable } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import type { Content } from '../domain/content.ts';
import type { Claim } from '../store/deliveries.ts';
import { listSubscriptions, pruneSubscription, type PushSubscription } from '../store/push-subscriptions.ts';
import type { VapidKeys } from '../store/vapid-keys.ts';
import { createPublicAgents, type AllowedEndpoints } from './public-address.ts';
import type { Sender } from './sender.ts';

/** What push messages are sent with. */
export interface PushOptions {
  database: Queryable;
  vapid: VapidKeys & { subject: string };
  allowed: AllowedEndpoints;
  log: Logger;
  /** How long one push service may take, in ms. */
  timeoutMs: number;
  /** The certificate authority of the allowed endpoints, PEM. */
  testCa?: string;
}

/** How long a push service keeps a message for a browser that is away, in seconds. */
const keepSeconds = 24 * 3_600;

/** Within the 4096 bytes that every push service takes, encryption included. */
const longestBody = 1_000;

const messageOf = ({ notification_id, kind, task_ids }: Claim, { title, body }: Content): string =>
  JSON.stringify({ id: notification_id, kind, title: title.slice(0, 300), body: body.slice(0, longestBody), task_ids: task_ids.slice(0, 20) });

/** Sends one request and returns its status; what the other side says is not read. */
const post = (details: webPush.RequestDetails & { body: Buffer }, agent: Agent, timeoutMs: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const { endpoint, headers, body } = details;
    const sent = request(endpoint, { method: 'POST', headers, agent, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });

type Answer = 'taken' | 'gone' | 'refused' | 'again';

const answerOf = (status: number): Answer => {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'again' : 'refused';
};

/** Sends Web Push messages to all browsers of a user; those that took one are not asked again, those that are gone are forgotten. */
export const createPushSender = (options: PushOptions): { send: Sender; close(): void } => {
  const { database, vapid, allowed, log, timeoutMs } = options;
  const agents = createPublicAgents(allowed, options.testCa);
  const sendTo = async ({ id, endpoint, p256dh, auth }: PushSubscription, claim: Claim, message: string): Promise<Answer> => {
    // The same topic at each try: a push service keeps one of them for a browser that is away.
    const topic = createHash('sha256').update(claim.notification_id).digest('base64url').slice(0, 32);
    const names = { notification_id: claim.notification_id, subscription_id: id };
    try {
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, Buffer.from(message), {
        vapidDetails: vapid, TTL: keepSeconds, contentEncoding: 'aes128gcm', urgency: 'high', topic,
      });
      const status = await post(details, agents.agentFor(endpoint), timeoutMs);
      if (answerOf(status) !== 'taken') log.info({ ...names, status }, 'a push service did not take a message');
      return answerOf(status);
    } catch (error) {
      log.info({ ...names, err: error }, 'a push service cannot be reached');
      return (error as { code?: string }).code === 'PRIVATE_ADDRESS' ? 'refused' : 'again';
    }
  };
  return {
    close: agents.close,
    send: async (claim, content) => {
      const subscriptions = await listSubscriptions(database, claim.user_id);
      const message = messageOf(claim, content);
      const open = subscriptions.filter(({ id }) => !claim.done_for.includes(id));
      const answers = await Promise.all(open.map((subscription) => sendTo(subscription, claim, message)));
      const having = (answer: Answer): string[] => open.filter((_, i) => answers[i] === answer).map(({ id }) => id);
      for (const id of having('gone')) await pruneSubscription(database, id);
      const done_for = [...claim.done_for, ...having('taken')];
      if (answers.includes('again')) return { kind: 'later', reason: 'a push service did not take it', counts: true, done_for };
      return done_for.length > 0 ? { kind: 'delivered' } : { kind: 'failed', reason: 'no browser takes push messages any more' };
    },
  };
};
