import type { NotificationChannel } from '#contracts/notification';
import type { Database, Transaction } from '#platform/db/database';
import { isOutage } from '#platform/db/outage';
import { newId } from '#platform/ids';
import type { Logger } from '#platform/logger';
import { inLaterTrace } from '#platform/telemetry';
import { requestDispatches, type Request, type WakeChannel } from './dispatch/request-dispatches.ts';
import { wordDigest } from './domain/content.ts';
import type { Preferences } from './domain/preferences.ts';
import { isRelevant, type KnownTask } from './domain/task-facts.ts';
import { localDate, whenToSend } from './domain/when-to-send.ts';
import { requestOf } from './request-notices.ts';
import { claimDue, closeNotices, dropForUser, findDueUsers, postponeUser, takeDigest, wakeAt, type Notice } from './store/notices.ts';
import { readPreferences } from './store/preferences.ts';
import { findTasks } from './store/tasks.ts';
import type { FindUser } from './users.ts';

export interface ReleaseDeps {
  database: Database;
  findUser: FindUser;
  /** The present instant, ISO. */
  now: () => string;
  wake: WakeChannel;
  log: Logger;
}

interface Turn {
  tx: Transaction;
  preferences: Preferences;
  tasks: ReadonlyMap<string, KnownTask>;
  now: string;
  zone: string;
}

const usersATick = 100;
const unknownUserMs = 5_000;

/** Sends the digest of a channel, or leaves its notices for the next digest. */
const takeNotices = async ({ tx, tasks, now, zone }: Turn, channel: NotificationChannel, notices: readonly Notice[]): Promise<Request[]> => {
  const { user_id, correlationid, cause_id } = notices[0]!;
  const notification_id = newId();
  if (!(await takeDigest(tx, { user_id, local_date: localDate(now, zone), channel, notification_id }))) {
    // Today's digest has gone out: these are for the next one.
    for (const { id } of notices) await wakeAt(tx, id, now, now);
    return [];
  }
  const byTask = new Map(notices.map((notice) => [notice.task_id, notice]));
  const content = wordDigest([...byTask.values()].map(({ task_id, title }) => ({ title, facts: tasks.get(task_id)?.facts ?? {} })));
  await closeNotices(tx, notices.map(({ id }) => id), 'requested');
  const inTrace: Request['inTrace'] = (work) => inLaterTrace('send digest', notices.map(({ traceparent }) => traceparent), work);
  return [{ notification_id, cause_id, user_id, kind: 'digest', channel, task_ids: [...byTask.keys()], due_at: null, correlationid, ...content, inTrace }];
};

/**
 * What to do with one notice now: drop it, let it wait, send it alone, or send it with the
 * digest of its channel.
 */
const decide = (notice: Notice, { preferences, tasks, now, zone }: Turn): { what: 'drop' | 'now' | 'digest' } | { what: 'wait'; until: string } => {
  const mode = preferences[notice.kind][notice.channel];
  if (mode === 'off' || !isRelevant(tasks.get(notice.task_id), notice)) return { what: 'drop' };
  const until = whenToSend({ not_before: notice.not_before, mode }, preferences, { now, zone });
  return Date.parse(until) > Date.parse(now) ? { what: 'wait', until } : { what: mode };
};

const releaseNotices = async (turn: Turn, notices: readonly Notice[], wake: WakeChannel): Promise<void> => {
  const { tx, tasks } = turn;
  const decided = notices.map((notice) => ({ notice, decision: decide(notice, turn) }));
  const having = (what: 'drop' | 'now' | 'digest'): Notice[] => decided.filter(({ decision }) => decision.what === what).map(({ notice }) => notice);
  for (const { notice, decision } of decided) if (decision.what === 'wait') await wakeAt(tx, notice.id, decision.until, notice.not_before);
  await closeNotices(tx, having('drop').map(({ id }) => id), 'dropped');
  await closeNotices(tx, having('now').map(({ id }) => id), 'requested');
  const requests = having('now').map((notice) =>
    requestOf(notice, tasks.get(notice.task_id)?.facts ?? {}, (work) => inLaterTrace('release notice', [notice.traceparent], work)),
  );
  const digests = having('digest');
  for (const channel of new Set(digests.map(({ channel }) => channel))) {
    requests.push(...(await takeNotices(turn, channel, digests.filter((notice) => notice.channel === channel))));
  }
  requestDispatches(tx, requests, wake);
};

const zoneOf = async ({ database, findUser }: ReleaseDeps, user_id: string): Promise<string | null> => {
  const { time_zone } = await readPreferences(database, user_id);
  return time_zone ?? (await findUser(user_id))?.time_zone ?? null;
};

const releaseForUser = async (deps: ReleaseDeps, user_id: string): Promise<void> => {
  const zone = await zoneOf(deps, user_id);
  if (zone === null) {
    await dropForUser(deps.database, user_id);
    deps.log.warn({ user_id }, 'chat-api knows no such user: what waited for them is dropped');
    return;
  }
  const now = deps.now();
  await deps.database.transaction(async (tx) => {
    const notices = await claimDue(tx, user_id, now);
    if (notices === null || notices.length === 0) return;
    const preferences = await readPreferences(tx, user_id);
    const tasks = await findTasks(tx, notices.map(({ task_id }) => task_id));
    await releaseNotices({ tx, preferences, tasks, now, zone }, notices, deps.wake);
    deps.log.info({ user_id, count: notices.length }, 'held notices looked at');
  });
};

/**
 * One tick of the clock: looks at every notice whose time has come, and sends, drops or
 * holds it. Any number of replicas may tick.
 */
export const releaseDue = async (deps: ReleaseDeps): Promise<void> => {
  const now = deps.now();
  for (const user_id of await findDueUsers(deps.database, now, usersATick)) {
    try {
      await releaseForUser(deps, user_id);
    } catch (error) {
      deps.log[isOutage(error) ? 'warn' : 'error']({ err: error, user_id }, 'the notices of a user cannot be released now; they wait');
      // One user's trouble must not hold up the others.
      await postponeUser(deps.database, user_id, now, new Date(Date.parse(now) + unknownUserMs).toISOString());
    }
  }
};
