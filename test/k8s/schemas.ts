import type { z } from 'zod';
import type { BaseConfig } from '#platform/config';
import { services } from '../../services/catalogue.ts';

type Schema = z.ZodType<BaseConfig>;

const schemaOf = async (id: string): Promise<[string, Schema]> => {
  const { service } = (await import(`../../services/${id}/service.ts`)) as { service: { config: Schema } };
  return [id, service.config];
};

/** The settings of each service, by app id. */
export const schemas: Readonly<Record<string, Schema>> = Object.fromEntries(await Promise.all(services.map(({ id }) => schemaOf(id))));

const database = 'postgres://someone:secret@db.example.org:5432/todo';

/**
 * Values such as an administrator puts into the Secrets; whatever is built with them is
 * thrown away.
 */
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
