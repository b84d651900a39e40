import type { Topic } from '#contracts/topics';
import type { Handler } from '#platform/delivery/on-event';
import { handlers as auditHandlers } from '../../services/audit-service/handlers/index.ts';
import { publishes as chatPublishes } from '../../services/chat-api/publishes.ts';
import { handlers as notificationHandlers } from '../../services/notification-service/handlers/index.ts';
import { publishes as notificationPublishes } from '../../services/notification-service/publishes.ts';
import { consumedTopics as opsTopics } from '../../services/ops-service/capture/delivery-routes.ts';
import { handlers as opsHandlers } from '../../services/ops-service/handlers/index.ts';
import { publishes as opsPublishes } from '../../services/ops-service/publishes.ts';
import { handlersOf as realtimeHandlers } from '../../services/realtime-service/handlers/index.ts';
import { handlersOf as recurringHandlers } from '../../services/recurring-service/handlers/index.ts';
import { handlers as reminderHandlers } from '../../services/reminder-service/handlers/index.ts';
import { publishes as reminderPublishes } from '../../services/reminder-service/publishes.ts';

/** A service as its code has it. */
interface Wired {
  handlers: readonly Handler[];
  publishes: readonly Topic[];
  /** Topics that it takes raw. */
  raw?: readonly Topic[];
}

/** What the wiring test compares with the YAML: each service's handlers and the topics that it emits to. */
export const services: Record<string, Wired> = {
  'chat-api': { handlers: [], publishes: chatPublishes },
  'audit-service': { handlers: auditHandlers, publishes: [] },
  'realtime-service': { handlers: realtimeHandlers({ taskChanged: () => true, notify: () => true }, Date.now), publishes: [] },
  'notification-service': { handlers: notificationHandlers, publishes: notificationPublishes },
  'reminder-service': { handlers: reminderHandlers, publishes: reminderPublishes },
  'ops-service': { handlers: opsHandlers, publishes: opsPublishes, raw: opsTopics },
  'recurring-service': { handlers: recurringHandlers(async () => 'made'), publishes: [] },
};
