import { purgeRows, type Purge } from '../db/purge.ts';
import type { Queryable } from '../db/queryable.ts';

/** Removes the keys that nothing was written under for a day: each failed event has one of its own. The next event of a key makes it anew. */
export const purgeKeys = (db: Queryable): Purge => purgeRows(db, { table: 'outbox_keys', where: `used_at < now() - interval '1 day'` });
