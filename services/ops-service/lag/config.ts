import { z } from 'zod';
import { readConnection } from '#platform/kafka/connection';
import { conditions } from '../domain/conditions/index.ts';

const optional = z.string().optional();

/** How ops-service reaches the brokers, as the other clients of this system do. */
export const kafkaConfig = z.object({
  KAFKA_BOOTSTRAP_SERVERS: z.string().min(1).describe('host:port of the brokers, comma-separated, whose lag is read'),
  KAFKA_SECURITY_PROTOCOL: optional.describe('PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL; SASL_SSL as soon as there is a user name'),
  KAFKA_SASL_MECHANISM: optional.describe('SCRAM-SHA-256, SCRAM-SHA-512 or PLAIN'),
  KAFKA_DAPR_SASL_MECHANISM: optional.describe('the same as Dapr calls it, where both come from one Secret'),
  KAFKA_USERNAME: optional,
  KAFKA_PASSWORD: optional,
  KAFKA_CA: optional.describe("the brokers' certificate authority, PEM"),
  KAFKA_CA_FILE: optional.describe('a file with it'),
});

/** Settings for measuring lag. */
export const lagConfig = kafkaConfig.extend({
  LAG_INTERVAL_MS: z.coerce.number().int().min(500).max(20_000).default(5_000).describe('how often lag is measured, in ms'),
  LAG_MORE_GROUPS: z.string().default('').transform((text) => text.split(',').map((name) => name.trim()).filter((name) => name !== '')).describe('consumer groups beside those of this system whose lag counts too, comma-separated'),
  SKEW_MIN_KEYS: z.coerce.number().int().min(1).default(conditions.PartitionSkew.minKeys).describe('partition skew of a topic is reported only if its events of five minutes come from this many equally busy users: fewer never spread evenly'),
  ERROR_RATE_MIN_TRIES: z.coerce.number().int().min(1).default(conditions.DeliveryErrors.minTries).describe("a consumer's error rate is reported only with this many deliveries in five minutes"),
});

const problemOf = (settings: unknown): string | null => {
  const { success, data } = kafkaConfig.safeParse(settings);
  // Problems with single settings have already been named.
  if (!success) return null;
  try {
    readConnection(data, 'check');
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

/** Whether the KAFKA_* settings fit together; the message says which one does not. */
export const kafkaSettings = {
  agree: (settings: unknown): boolean => problemOf(settings) === null,
  // Checked even if other settings are bad, so that all are named at once.
  options: { path: ['KAFKA_*'], error: ({ input }: { input?: unknown }): string => problemOf(input) ?? '', when: () => true },
};
