import type { Queryable } from '#platform/db/database';
import { purgeRows, type Purge } from '#platform/db/purge';
import { undoLimits } from './acts.ts';

/** The purges of rows that are too old to be needed. */
export const expired = (db: Queryable): Record<'idempotency_keys' | 'login_attempts' | 'sessions' | 'mailed_secrets' | 'access_tokens' | 'confirmations' | 'model_use' | 'acts', Purge> => ({
  idempotency_keys: purgeRows(db, { table: 'idempotency_keys', where: `created_at < now() - interval '24 hours'` }),
  login_attempts: purgeRows(db, { table: 'login_attempts', where: `since < now() - interval '1 day'` }),
  sessions: purgeRows(db, { table: 'sessions', where: 'expires_at < now()' }),
  mailed_secrets: purgeRows(db, { table: 'mailed_secrets', where: 'expires_at < now()' }),
  access_tokens: purgeRows(db, { table: 'access_tokens', where: 'expires_at < now()' }),
  confirmations: purgeRows(db, { table: 'confirmations', where: 'expires_at < now()' }),
  model_use: purgeRows(db, { table: 'model_use', where: `day < current_date - 31` }),
  // An act may hold megabytes.
  acts: purgeRows(db, { table: 'acts', where: 'created_at < now() - make_interval(days => $1)', values: [undoLimits.days], batch: 500 }),
});
