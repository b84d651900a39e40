import type { Database } from '#platform/db/database';

/** A database whose transactions emit nothing: what a write would cost without its events. */
export const withoutEvents = (database: Database): Database => ({
  ...database,
  transaction: (work) => database.transaction((tx) => work({ ...tx, emit: () => undefined })),
});
