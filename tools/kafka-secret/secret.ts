import { daprMechanisms, readConnection, type Mechanism } from '#platform/kafka/connection';

type Env = Readonly<Record<string, string | undefined>>;

/** A Kubernetes Secret with one account's way to Kafka. */
export interface KafkaSecret {
  apiVersion: 'v1';
  kind: 'Secret';
  metadata: { name: string };
  type: 'Opaque';
  stringData: Record<string, string>;
}

/** The name of an account's Secret in the manifests. */
export const secretName = (who: string): string => `${who}-kafka`;

/** daprd strips quotes around a value, and expands what it takes for a template. */
const quoted = /^(["'`]).*\1$/s;
const template = /\{(uuid|podName|namespace|appID)\}/;

const unfit: readonly [pattern: RegExp, why: string][] = [
  [quoted, 'stands in quotes, which Dapr would take off'],
  [template, 'contains what Dapr would replace, such as {uuid}'],
  [/^\s|\s$/, 'begins or ends with white space'],
];

const refuse = ({ KAFKA_USERNAME = '', KAFKA_PASSWORD = '', KAFKA_SECURITY_PROTOCOL = 'SASL_SSL' }: Env): void => {
  if (KAFKA_SECURITY_PROTOCOL !== 'SASL_SSL') throw new Error(`KAFKA_SECURITY_PROTOCOL must be SASL_SSL for a Secret of production, not ${KAFKA_SECURITY_PROTOCOL}`);
  for (const [name, value] of Object.entries({ KAFKA_USERNAME, KAFKA_PASSWORD })) {
    const found = unfit.find(([pattern]) => pattern.test(value));
    if (found !== undefined) throw new Error(`${name} ${found[1]}: choose another`);
  }
};

const keysOf = (env: Env): Record<string, string> => {
  refuse(env);
  const { bootstrapBrokers, sasl, tls } = readConnection({ NODE_ENV: 'production', ...env, KAFKA_SECURITY_PROTOCOL: 'SASL_SSL' }, 'todo-secret');
  const mechanism = sasl!.mechanism as Mechanism;
  return {
    // Dapr splits at commas and keeps blanks.
    KAFKA_BOOTSTRAP_SERVERS: bootstrapBrokers.join(','),
    KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_DAPR_SASL_MECHANISM: daprMechanisms[mechanism],
    KAFKA_USERNAME: env['KAFKA_USERNAME']!,
    KAFKA_PASSWORD: env['KAFKA_PASSWORD']!,
    // Empty for a broker whose certificate the system's own authorities vouch for.
    KAFKA_CA: String(tls?.ca ?? ''),
  };
};

/** The Secret of an account from KAFKA_* variables; throws a sentence that names a bad one. */
export const secretOf = (who: string, env: Env): KafkaSecret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: secretName(who) },
  type: 'Opaque',
  stringData: keysOf(env),
});
