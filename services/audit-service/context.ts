import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { AuditConfig } from './config.ts';

/** The dependencies of the routes. */
export interface Deps extends Parts<AuditConfig, Database> {
  auth: Auth;
}
