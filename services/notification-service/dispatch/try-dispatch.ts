import { SpanKind } from '@opentelemetry/api';
import type { Database } from '#platform/db/database';
import { isOutage } from '#platform/db/outage';
import type { NotificationChannel } from '#contracts/notification';
import type { Logger } from '#platform/logger';
import { inSpan, markSpan, storedContext } from '#platform/telemetry';
import { wordDigest, type Content, type Message } from '../domain/content.ts';
import { maxAgeMs, retryDelayMs } from '../domain/retry.ts';
import { isRelevant, titleOf } from '../domain/task-facts.ts';
import { wantedNow, type Wish } from '../domain/wanted-now.ts';
import { dispatchTime, dispatchTries } from '../metrics.ts';
import { closeDispatch, quietReason, retryDispatch, type Claim, type Retry } from '../store/dispatches.ts';
import { writeNotifications } from '../store/notifications.ts';
import { readPreferences } from '../store/preferences.ts';
import { findTasks } from '../store/tasks.ts';
import type { FindUser } from '../users.ts';
import { emitOutcome, type End } from './emit-outcome.ts';
import type { Sender, Sent } from './sender.ts';

export interface TryDeps {
  database: Database;
  senders: Record<NotificationChannel, Sender>;
  /** Finds the user, whose zone says when their quiet hours are. */
  findUser: FindUser;
  now: () => number;
  log: Logger;
}

/** How long to wait if something that this service itself needs is down, in ms. */
const outageDelayMs = 5_000;

/** What is still worth saying, given the tasks as they are now; null if nothing is. */
const contentNow = async ({ database }: TryDeps, claim: Claim): Promise<Message | null> => {
  const tasks = await findTasks(database, claim.task_ids);
  const cause = { due_at: claim.due_at, caused_at: claim.requested_at };
  const open = claim.task_ids.filter((id) => isRelevant(tasks.get(id), cause));
  if (open.length === 0) return null;
  const { title, body } = open.length === claim.task_ids.length ? claim : wordDigest(open.map((id) => ({ title: titleOf(tasks.get(id)), facts: tasks.get(id)?.facts ?? {} })));
  return { title, body, tasks: open.map((id) => ({ id, facts: tasks.get(id)?.facts ?? {} })) };
};

/** Closes a dispatch and emits its outcome, in one transaction. */
const close = async ({ database, log, now }: TryDeps, claim: Claim, outcome: End, content: Content | null): Promise<void> => {
  // A user who was reached on one browser was reached, and that has been emitted already.
  const end: End = claim.told ? { state: 'delivered' } : outcome;
  const closed = await database.transaction(async (tx) => {
    const mine = await closeDispatch(tx, claim, end.state, end.state === 'delivered' ? null : end.reason);
    if (!mine) return false;
    if (claim.channel === 'in_app' && content !== null) writeNotifications(tx, [{ id: claim.notification_id, ...claim, ...content }]);
    if (!claim.told) emitOutcome(tx, claim, end, now());
    return true;
  });
  if (!closed) return;
  const { notification_id, channel, attempts } = claim;
  dispatchTries.inc({ channel, outcome: end.state });
  if (end.state === 'delivered') dispatchTime.observe({ channel }, Math.max(0, now() - Date.parse(claim.requested_at)) / 1_000);
  log.info({ notification_id, channel, attempts, ...end }, 'a dispatch is closed');
};

const wait = async (deps: TryDeps, claim: Claim, retry: Retry): Promise<void> => {
  if (deps.now() - Date.parse(claim.requested_at) > maxAgeMs) return close(deps, claim, { state: 'failed', reason: `gave up after a day: ${retry.reason}` }, null);
  await deps.database.transaction(async (tx) => {
    await retryDispatch(tx, claim, retry);
    if (retry.told && !claim.told) emitOutcome(tx, claim, { state: 'delivered' }, deps.now());
  });
  dispatchTries.inc({ channel: claim.channel, outcome: 'later' });
  deps.log.warn({ notification_id: claim.notification_id, channel: claim.channel, attempts: claim.attempts, reason: retry.reason }, 'a dispatch waits for its next try');
};

/** What the user's preferences say now; who they are is looked up only if they have quiet hours. */
const wishNow = async ({ database, findUser, now }: TryDeps, claim: Claim): Promise<Wish> => {
  const preferences = await readPreferences(database, claim.user_id);
  const zone = preferences.quiet_hours === null ? 'UTC' : (preferences.time_zone ?? (await findUser(claim.user_id))?.time_zone ?? 'UTC');
  return wantedNow(preferences, claim, { now: new Date(now()).toISOString(), zone });
};

/** Sends what is wanted now; if that fails, or the user cannot be looked up, it is tried later. */
const send = async (deps: TryDeps, claim: Claim, content: Message): Promise<Sent | Exclude<Wish, { what: 'send' }>> => {
  try {
    const wish = await wishNow(deps, claim);
    if (wish.what !== 'send') return wish;
    return await inSpan(`send ${claim.channel}`, { kind: SpanKind.CLIENT }, async () => {
      const sent = await deps.senders[claim.channel](claim, content);
      markSpan(sent.kind, sent.kind === 'delivered');
      return sent;
    });
  } catch (error) {
    return { kind: 'later', reason: (error as Error).message, counts: !isOutage(error) };
  }
};

const hold = (deps: TryDeps, claim: Claim, until: string): Promise<void> =>
  wait(deps, claim, { delayMs: Date.parse(until) - deps.now(), counts: false, reason: quietReason, done_for: claim.done_for, told: claim.told });

const retryOf = (claim: Claim, { counts, reason, atLeastMs = 0, done_for = claim.done_for }: Extract<Sent, { kind: 'later' }>): Retry => ({
  delayMs: Math.max(counts ? retryDelayMs(claim.attempts) : outageDelayMs, atLeastMs),
  counts,
  reason,
  done_for,
  told: claim.told || done_for.length > 0,
});

const attempt = async (deps: TryDeps, claim: Claim): Promise<void> => {
  const content = await contentNow(deps, claim);
  if (content === null) return close(deps, claim, { state: 'dropped', reason: 'not relevant any more: finished, deleted or moved' }, null);
  const sent = await send(deps, claim, content);
  if ('what' in sent) return sent.what === 'hold' ? hold(deps, claim, sent.until) : close(deps, claim, { state: 'dropped', reason: 'not wanted any more' }, null);
  if (sent.kind === 'delivered') return close(deps, claim, { state: 'delivered' }, content);
  if (sent.kind !== 'later') return close(deps, claim, { state: sent.kind, reason: sent.reason }, null);
  return wait(deps, claim, retryOf(claim, sent));
};

/**
 * Tries one claimed dispatch: drops it if its tasks need it no longer, otherwise sends it,
 * and closes it or lets it wait. It belongs to the trace of the event that requested it.
 */
export const tryDispatch = (deps: TryDeps, claim: Claim): Promise<void> => {
  const { notification_id, channel, attempts, traceparent, correlationid } = claim;
  const attributes = { 'todo.notification_id': notification_id, 'todo.attempts': attempts, 'todo.correlation_id': correlationid };
  return inSpan(`dispatch ${channel}`, { parent: storedContext(traceparent), attributes }, () => attempt(deps, claim));
};
