import type { Queryable } from '#platform/db/database';
import type { Alert } from '../domain/alert.ts';
import type { NoticeChannel, NoticeContent } from '../domain/alert-notice.ts';

/** Adds a notice to be sent. */
export const addNotice = (tx: Queryable, channel: NoticeChannel, content: NoticeContent): Promise<unknown> =>
  tx.query(
    'insert into alert_notices (id, kind, subject, fired_at, channel, says, content) values ($1, $2, $3, $4, $5, $6, $7)',
    [content.id, content.alert, content.subject, new Date(content.fired_at), channel, content.state, JSON.stringify(content)],
  );

const ofFiring = `kind = $1 and subject = $2 and fired_at = $3 and says = 'firing'`;
const place = ({ kind, subject, fired_at }: Alert): unknown[] => [kind, subject, fired_at];

/**
 * The channels on which people were, or may have been, told that an alert fires; a try that
 * never ended counts.
 */
export const toldOn = async (tx: Queryable, alert: Alert): Promise<NoticeChannel[]> => {
  const rows = await tx.query<{ channel: NoticeChannel }>(`select distinct channel from alert_notices where ${ofFiring} and attempts > 0 order by channel`, place(alert));
  return rows.map(({ channel }) => channel);
};

/** Drops unsent notices of an alert that is over. */
export const dropUnsent = (tx: Queryable, alert: Alert): Promise<unknown> =>
  tx.query(`update alert_notices set state = 'dropped', reason = 'over before it was sent', closed_at = now() where ${ofFiring} and state = 'pending'`, place(alert));

/** A notice that this process tries to send now. */
export interface NoticeClaim {
  id: string;
  channel: NoticeChannel;
  content: NoticeContent;
  /** This try included. */
  attempts: number;
  created_at: Date;
}

/**
 * Claims notices that are due for a try; one whose try is not closed within the lease is
 * claimed again.
 */
export const claimNotices = (db: Queryable, limit: number, leaseMs: number): Promise<NoticeClaim[]> =>
  db.query<NoticeClaim>(
    `update alert_notices set attempts = attempts + 1, wake_at = now() + make_interval(secs => $2::float8 / 1000)
     where id = any(array(select id from alert_notices where state = 'pending' and wake_at <= now() order by wake_at limit $1 for update skip locked))
     returning id, channel, content, attempts, created_at`,
    [limit, leaseMs],
  );

/** Closes a notice as sent or given up, even if it was claimed again since. */
export const closeNotice = (db: Queryable, { id }: NoticeClaim, state: 'sent' | 'dropped', reason: string | null): Promise<unknown> =>
  db.query(`update alert_notices set state = $2, reason = $3, closed_at = now() where id = $1 and (state = 'pending' or $2 = 'sent')`, [id, state, reason]);

/** Lets a notice wait for its next try, unless its lease ran out and another has begun. */
export const retryNotice = (db: Queryable, { id, attempts }: NoticeClaim, delayMs: number, reason: string): Promise<unknown> =>
  db.query(
    `update alert_notices set wake_at = now() + make_interval(secs => $3::float8 / 1000), reason = $4 where id = $1 and attempts = $2 and state = 'pending'`,
    [id, attempts, delayMs, reason.slice(0, 1_000)],
  );
