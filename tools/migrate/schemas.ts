import { migrations as audit } from '../../services/audit-service/migrations.ts';
import { migrations as chat } from '../../services/chat-api/migrations.ts';
import { migrations as notification } from '../../services/notification-service/migrations.ts';
import { migrations as ops } from '../../services/ops-service/migrations.ts';
import { migrations as reminder } from '../../services/reminder-service/migrations.ts';

/** The services that own a schema, each with what makes it. */
export const schemas: Readonly<Record<string, URL[]>> = {
  'audit-service': audit,
  'chat-api': chat,
  'notification-service': notification,
  'ops-service': ops,
  'reminder-service': reminder,
};

/** The variable that says as whom a service's schema is migrated: chat-api has CHAT_API_DATABASE_URL. */
export const urlVariable = (service: string): string => `${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;

/** The database of each schema, by its own variable or else by DATABASE_URL; throws with the names of all that are missing. */
export const readUrls = (env: Readonly<Record<string, string | undefined>>): Map<string, string> => {
  const urls = new Map(Object.keys(schemas).map((service) => [service, env[urlVariable(service)] ?? env['DATABASE_URL'] ?? '']));
  const missing = [...urls].filter(([, url]) => url === '').map(([service]) => urlVariable(service));
  if (missing.length > 0) throw new Error(`Say where the schemas are, with ${missing.join(', ')}, or with DATABASE_URL for all of them.`);
  return urls;
};
