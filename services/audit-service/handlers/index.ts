import { onAuditRecorded } from './audit-recorded.ts';

/** Every event that audit-service handles. */
export const handlers = [onAuditRecorded];
