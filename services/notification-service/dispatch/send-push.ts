import { createHash } from 'node:crypto';
import { request, type Agent } from 'node:https';
import webPush from 'web-push';
import type { Queryable } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import type { Content } from '../domain/content.ts';
import { retryAfterMs } from '../domain/retry.ts';
import type { Hosts } from '../domain/slow-hosts.ts';
import type { Claim } from '../store/dispatches.ts';
import { listSubscriptions, pruneSubscription, type PushSubscription } from '../store/push-subscriptions.ts';
import type { VapidKeys } from '../store/vapid-keys.ts';
import { createPublicAgents, type AllowedEndpoints } from './public-address.ts';
import type { Sender } from './sender.ts';

/** What it takes to send push messages. */
export interface PushOptions {
  database: Queryable;
  vapid: VapidKeys & { subject: string };
  allowed: AllowedEndpoints;
  log: Logger;
  /** How long one push service may take, in ms. */
  timeoutMs: number;
  /** Which push services may be asked at the moment. */
  hosts: Hosts;
  /** The certificate authority of the allowed endpoints, PEM. */
  testCa?: string;
}

/** How long a push service keeps a message for a browser that is offline, in seconds. */
const keepSeconds = 24 * 3_600;

/** Fits the 4096 bytes that every push service accepts, encryption included. */
const longestBody = 1_000;

const messageOf = ({ notification_id, kind, task_ids }: Claim, { title, body }: Content): string =>
  JSON.stringify({ id: notification_id, kind, title: title.slice(0, 300), body: body.slice(0, longestBody), task_ids: task_ids.slice(0, 20) });

interface Reply {
  status: number;
  retryAfter: string | undefined;
}

/** Sends one request; of the answer, only the status and Retry-After are read. */
const post = (details: webPush.RequestDetails & { body: Buffer }, agent: Agent, timeoutMs: number): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { endpoint, headers, body } = details;
    const sent = request(endpoint, { method: 'POST', headers, agent, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** `waits`: the push service was not asked. */
type Answer = 'taken' | 'gone' | 'refused' | 'again' | 'waits';

interface Outcome {
  answer: Answer;
  /** How long the push service asks to wait, in ms. */
  waitMs: number;
}

const answerOf = (status: number): Answer => {
  if (status >= 200 && status < 300) return 'taken';
  // 403: the subscription was made for another key than ours, so it will never accept a
  // message from us.
  if (status === 403 || status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'again' : 'refused';
};

/**
 * Sends Web Push messages to all browsers of a user. A browser that took one is not asked
 * again, and one that is gone is forgotten.
 */
export const createPushSender = (options: PushOptions): { send: Sender; close(): void } => {
  const { database, vapid, allowed, log, timeoutMs, hosts } = options;
  const agents = createPublicAgents(allowed, options.testCa);
  const sendTo = async ({ id, endpoint, p256dh, auth }: PushSubscription, claim: Claim, message: string): Promise<Outcome> => {
    // Every try has the same topic, so a push service keeps only one for a browser that is
    // offline.
    const topic = createHash('sha256').update(claim.notification_id).digest('base64url').slice(0, 32);
    const names = { notification_id: claim.notification_id, subscription_id: id };
    const place = hosts.enter(new URL(endpoint).host);
    if (place === null) return { answer: 'waits', waitMs: 0 };
    let isSlow = false;
    try {
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, Buffer.from(message), {
        vapidDetails: vapid, TTL: keepSeconds, contentEncoding: 'aes128gcm', urgency: 'high', topic,
      });
      const { status, retryAfter } = await post(details, agents.agentFor(endpoint), timeoutMs);
      if (answerOf(status) !== 'taken') log.info({ ...names, status }, 'a push service did not take a message');
      return { answer: answerOf(status), waitMs: retryAfterMs(retryAfter, Date.now()) };
    } catch (error) {
      isSlow = (error as Error).name === 'TimeoutError' || (error as Error).name === 'AbortError';
      log.info({ ...names, err: error }, 'a push service cannot be reached');
      return { answer: (error as { code?: string }).code === 'PRIVATE_ADDRESS' ? 'refused' : 'again', waitMs: 0 };
    } finally {
      place.leave(isSlow);
    }
  };
  return {
    close: agents.close,
    send: async (claim, content) => {
      const subscriptions = await listSubscriptions(database, claim.user_id);
      const message = messageOf(claim, content);
      const open = subscriptions.filter(({ id }) => !claim.done_for.includes(id));
      const outcomes = await Promise.all(open.map((subscription) => sendTo(subscription, claim, message)));
      const having = (answer: Answer): string[] => open.filter((_, i) => outcomes[i]!.answer === answer).map(({ id }) => id);
      for (const id of having('gone')) await pruneSubscription(database, id);
      const done_for = [...claim.done_for, ...having('taken')];
      const again = outcomes.filter(({ answer }) => answer === 'again');
      if (again.length > 0) {
        return { kind: 'later', reason: 'a push service did not take it', counts: true, done_for, atLeastMs: Math.max(...again.map(({ waitMs }) => waitMs)) };
      }
      if (having('waits').length > 0) return { kind: 'later', reason: 'a push service is slow, or has as many of ours as it may', counts: false, done_for };
      return done_for.length > 0 ? { kind: 'delivered' } : { kind: 'failed', reason: 'no browser takes push messages any more' };
    },
  };
};
