import type { Database } from '#platform/db/database';
import { remoteAuth } from '#platform/http/remote-auth';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { ownSchema } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { auditConfig, type AuditConfig } from './config.ts';
import type { Deps } from './context.ts';
import { handlers } from './handlers/index.ts';
import { migrations } from './migrations.ts';
import { routes } from './routes/index.ts';
import { tellTrail } from './store/trail.ts';
import { eraseRequested } from './store/erasures.ts';
import { pruneEntries } from './store/maintenance.ts';

/** What audit-service is made of. */
export const service = defineService({
  name: 'audit-service',
  entry: catalogue['audit-service'],
  config: auditConfig,
  storage: ownSchema(migrations),
  context: (parts: Parts<AuditConfig, Database>): Deps => ({ ...parts, auth: remoteAuth(parts.config) }),
  handlers: () => handlers,
  routes,
  trail: ({ database }, correlationId) => tellTrail(database, correlationId),
  forget: ({ database, config }) => ({ erased: eraseRequested(database), audit_entries: pruneEntries(database, config.AUDIT_RETENTION_DAYS) }),
});
