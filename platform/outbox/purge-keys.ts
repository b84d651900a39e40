import { purgeRows, type Purge } from '../db/purge.ts';
import type { Queryable } from '../db/queryable.ts';

/**
 * Removes keys that were not used for a day, because each failed event leaves one. The next
 * event of a key adds it again.
 */
export const purgeKeys = (db: Queryable): Purge => purgeRows(db, { table: 'outbox_keys', where: `used_at < now() - interval '1 day'` });
