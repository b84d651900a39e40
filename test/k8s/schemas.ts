import type { z } from 'zod';
import { baseConfig } from '#platform/config';
import { auditConfig } from '../../services/audit-service/config.ts';
import { chatConfig } from '../../services/chat-api/config.ts';
import { notificationConfig } from '../../services/notification-service/config.ts';
import { opsConfig } from '../../services/ops-service/config.ts';
import { realtimeConfig } from '../../services/realtime-service/config.ts';
import { reminderConfig } from '../../services/reminder-service/config.ts';

/** The settings of each service, by app id. */
export const schemas: Readonly<Record<string, z.ZodType<z.infer<typeof baseConfig>>>> = {
  'audit-service': auditConfig,
  'chat-api': chatConfig,
  'notification-service': notificationConfig,
  'ops-service': opsConfig,
  'realtime-service': realtimeConfig,
  'recurring-service': baseConfig,
  'reminder-service': reminderConfig,
};

const database = 'postgres://someone:secret@db.example.org:5432/todo';

/** Values such as an administrator puts into the Secrets; what is made with them is thrown away. */
export const sampleSecrets: Readonly<Record<string, string>> = {
  DATABASE_URL: database,
  MIGRATIONS_DATABASE_URL: database,
  token: 'a token of at least sixteen letters',
  AUTH_SIGNING_KEY: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' }),
  REALTIME_TICKET_KEY: 'a key of at least thirty-two letters',
  SMTP_URL: 'smtps://user:password@mail.example.org',
  VAPID_PUBLIC_KEY: 'B'.repeat(87),
  VAPID_PRIVATE_KEY: 'b'.repeat(43),
  ALERT_WEBHOOK_URL: 'https://hooks.example.org/todo',
  ALERT_WEBHOOK_SECRET: 'a secret of a webhook',
  KAFKA_BOOTSTRAP_SERVERS: 'broker.example.org:9093',
  KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
  KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
  KAFKA_DAPR_SASL_MECHANISM: 'SHA-512',
  KAFKA_USERNAME: 'someone',
  KAFKA_PASSWORD: 'secret',
  KAFKA_CA: '',
};
