import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { getAlerts } from './alerts.ts';
import { postArchive, postArchiveGroup } from './archive.ts';
import { getBulkReplay, getBulkReplays, postBulkCommands, postBulkReplay } from './bulk-replays.ts';
import { postEdit } from './edit.ts';
import { getFailureGroups } from './group-failures.ts';
import { getFlow } from './flow.ts';
import { getLag } from './lag.ts';
import { getFailures } from './list-failures.ts';
import { postForget } from './internal-forget.ts';
import { getOutboxes, postOutboxRetry } from './outbox.ts';
import { postReplay } from './replay.ts';
import { getFailure, postReveal } from './show-failure.ts';
import { postSkip } from './skip.ts';
import { getTrail } from './trail.ts';

/** Every route of ops-service that administrators use. */
export const routes: readonly ((app: Server, deps: Deps) => void)[] = [
  getFailures, getFailureGroups, getFailure, postReveal, postArchive, postArchiveGroup,
  postReplay, postEdit, postBulkReplay, getBulkReplays, getBulkReplay, postBulkCommands,
  getLag, postSkip, getOutboxes, postOutboxRetry, getAlerts, getTrail, getFlow,
];

/** Every route that only other services use, through the sidecar. */
export const internalRoutes: typeof routes = [postForget];
