import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { AuditConfig } from './config.ts';

/** What the routes of audit-service stand on. */
export interface Deps extends Parts<AuditConfig, Database> {
  auth: Auth;
}
