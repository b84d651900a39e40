import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';

/** The migrations of this service's schema, the platform's tables first. */
export const migrations = [outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)];
