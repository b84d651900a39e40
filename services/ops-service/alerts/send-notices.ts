import type { Queryable } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import type { NoticeChannel } from '../domain/alert-notice.ts';
import { noticeDelayMs, noticeMaxAgeMs } from '../domain/alert-retry.ts';
import { claimNotices, closeNotice, retryNotice, type NoticeClaim } from '../store/alert-notices.ts';
import type { SendNotice } from './send-mail.ts';

/** The dependencies of sending. */
export interface SendDeps {
  database: Queryable;
  log: Logger;
  now: () => number;
  senders: Partial<Record<NoticeChannel, SendNotice>>;
  /** A try that takes longer than this counts as lost, in ms; no sender takes that long. */
  leaseMs: number;
}

const atOnce = 10;

const trySend = async ({ database, log, now, senders }: SendDeps, claim: NoticeClaim): Promise<void> => {
  const { id, channel, content, attempts, created_at } = claim;
  const names = { notice_id: id, alert: content.alert, subject: content.subject, channel, attempts };
  const send = senders[channel];
  if (send === undefined) return void (await closeNotice(database, claim, 'dropped', 'the channel is not set up any more'));
  try {
    await send(content);
  } catch (error) {
    const reason = (error as Error).message;
    if (now() - created_at.getTime() > noticeMaxAgeMs) return void (await closeNotice(database, claim, 'dropped', `gave up after a day: ${reason}`));
    log.warn({ ...names, reason }, 'a notice of an alert waits for its next try');
    return void (await retryNotice(database, claim, noticeDelayMs(attempts), reason));
  }
  await closeNotice(database, claim, 'sent', null);
  log.info(names, 'a notice of an alert is sent');
};

/**
 * Sends what is due now. A notice that cannot be closed is sent again under the same id
 * when its lease ends.
 */
export const sendNotices = async (deps: SendDeps): Promise<void> => {
  for (;;) {
    const claims = await claimNotices(deps.database, atOnce, deps.leaseMs);
    await Promise.all(claims.map((claim) => trySend(deps, claim)));
    if (claims.length < atOnce) return;
  }
};
