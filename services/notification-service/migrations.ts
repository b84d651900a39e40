import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';

/** What makes this service's schema, the platform's tables first. */
export const migrations = [outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)];
