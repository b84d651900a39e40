import { z } from 'zod';
import { authConfig, baseConfig, databaseConfig, jwksConfig } from '#platform/config';

/** The settings of audit-service. */
export const auditConfig = baseConfig.extend(databaseConfig.shape).extend(authConfig.shape).extend(jwksConfig.shape).extend({
  AUDIT_RETENTION_DAYS: z.coerce.number().int().min(1).default(400).describe('how long entries are kept'),
});

export type AuditConfig = z.infer<typeof auditConfig>;
