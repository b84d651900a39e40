import { readFileSync } from 'node:fs';
import type { AdminOptions } from '@platformatic/kafka';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The names of SASL mechanisms in Dapr's Kafka component, which takes any other word for
 * PLAIN without a warning.
 */
export const daprMechanisms = { 'SCRAM-SHA-256': 'SHA-256', 'SCRAM-SHA-512': 'SHA-512', PLAIN: 'PLAIN' } as const;

/** The SASL mechanisms that a client and its sidecar both know. */
export type Mechanism = keyof typeof daprMechanisms;

const mechanisms = Object.keys(daprMechanisms) as Mechanism[];
const protocols = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

const mechanismOf = (env: Env): Mechanism => {
  const mechanism = mechanisms.find((known) => known === (env['KAFKA_SASL_MECHANISM'] ?? 'SCRAM-SHA-256'));
  if (mechanism === undefined) throw new Error(`KAFKA_SASL_MECHANISM must be ${mechanisms.join(', ')}`);
  const forDapr = env['KAFKA_DAPR_SASL_MECHANISM'];
  if (forDapr !== undefined && forDapr !== daprMechanisms[mechanism]) {
    throw new Error(`KAFKA_DAPR_SASL_MECHANISM must be ${daprMechanisms[mechanism]} beside KAFKA_SASL_MECHANISM=${mechanism}: make the Secret with npm run kafka:secret`);
  }
  return mechanism;
};

const saslOf = (env: Env, protocol: string): Pick<AdminOptions, 'sasl'> => {
  if (!protocol.startsWith('SASL')) return {};
  const mechanism = mechanismOf(env);
  if (mechanism === 'PLAIN' && protocol !== 'SASL_SSL') throw new Error('KAFKA_SASL_MECHANISM=PLAIN sends the password in the clear: use KAFKA_SECURITY_PROTOCOL=SASL_SSL');
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = env;
  if (!username || !password) throw new Error(`KAFKA_USERNAME and KAFKA_PASSWORD are needed with KAFKA_SECURITY_PROTOCOL=${protocol}`);
  return { sasl: { mechanism, username, password } };
};

const tlsOf = (env: Env, protocol: string): Pick<AdminOptions, 'tls' | 'tlsServerName'> => {
  if (!protocol.endsWith('SSL')) return {};
  const file = env['KAFKA_CA_FILE'];
  const ca = env['KAFKA_CA'] || (file && readFileSync(file));
  return { tls: ca ? { ca } : {}, tlsServerName: true };
};

const protocolOf = (env: Env): string => {
  const protocol = env['KAFKA_SECURITY_PROTOCOL'] ?? (env['KAFKA_USERNAME'] ? 'SASL_SSL' : 'PLAINTEXT');
  if (!protocols.includes(protocol)) throw new Error(`KAFKA_SECURITY_PROTOCOL must be ${protocols.join(', ')}`);
  return protocol;
};

/**
 * How to reach Kafka, from KAFKA_* variables; throws a sentence that names the bad or
 * missing one. `clientId` appears in the broker's logs.
 */
export const readConnection = (env: Env, clientId: string): AdminOptions => {
  const servers = env['KAFKA_BOOTSTRAP_SERVERS'] ?? (env['NODE_ENV'] === 'production' ? undefined : 'localhost:9092');
  if (servers === undefined) throw new Error('KAFKA_BOOTSTRAP_SERVERS is needed: host:port, comma separated');
  const protocol = protocolOf(env);
  return {
    clientId,
    bootstrapBrokers: servers.split(',').map((server) => server.trim()),
    timeout: 10_000,
    connectTimeout: 5_000,
    retries: 3,
    ...saslOf(env, protocol),
    ...tlsOf(env, protocol),
  };
};
