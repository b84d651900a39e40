import type { Topic } from '#contracts/topics';
import type { Handler } from '#platform/delivery/on-event';
import { handlers as auditHandlers } from '../../services/audit-service/handlers/index.ts';
import { handlers as notificationHandlers } from '../../services/notification-service/handlers/index.ts';
import { consumedTopics as opsTopics } from '../../services/ops-service/capture/delivery-routes.ts';
import { handlers as opsHandlers } from '../../services/ops-service/handlers/index.ts';
import { handlersOf as realtimeHandlers } from '../../services/realtime-service/handlers/index.ts';
import { handlersOf as recurringHandlers } from '../../services/recurring-service/handlers/index.ts';
import { handlers as reminderHandlers } from '../../services/reminder-service/handlers/index.ts';

/** What each service handles, as its code has it. */
export const handlersOf: Record<string, readonly Handler[]> = {
  'chat-api': [],
  'audit-service': auditHandlers,
  'realtime-service': realtimeHandlers({ taskChanged: () => true, notify: () => true }, Date.now),
  'notification-service': notificationHandlers,
  'reminder-service': reminderHandlers,
  'ops-service': opsHandlers,
  'recurring-service': recurringHandlers(async () => 'made'),
};

/** The topics that a service takes raw. */
export const rawTopicsOf: Record<string, readonly Topic[]> = { 'ops-service': opsTopics };
