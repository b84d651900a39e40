import { pubsubName } from '#contracts/topics';
import { variableOf } from '../../services/catalogue.ts';
import { toolAccounts } from '../acls/wanted.ts';
import { secretName } from '../kafka-secret/secret.ts';
import { secretKeys } from './environment.ts';
import type { Modelled } from './model.ts';
import { joined, notice } from './text.ts';

/** The end of k8s/base/jobs/migrate.yaml: the role for each schema. */
export const migrationUrls = (model: readonly Modelled[]): string =>
  joined(
    model
      .filter(({ database }) => database)
      .map(({ id }) => `            - {name: ${variableOf(id, 'DATABASE_URL')}, valueFrom: {secretKeyRef: {name: ${id}, key: MIGRATIONS_DATABASE_URL}}}`),
  );

/** The schemas in k8s/postgres/roles.sql. */
export const schemaNames = (model: readonly Modelled[]): string => {
  const owners = model.filter(({ database }) => database);
  return joined(owners.map(({ id }, index) => `    '${id.replaceAll('-', '_')}'${index === owners.length - 1 ? '' : ','}`));
};

/**
 * A key that a service cannot start without comes from a file of that name: database.env
 * has both URLs.
 */
const envFileOf = (key: string): string => (key.endsWith('DATABASE_URL') ? 'database.env' : `${key.toLowerCase().replaceAll('_', '-')}.env`);

/**
 * The end of k8s/components/development/kustomization.yaml: the Secrets that services
 * cannot start without.
 */
export const developmentSecrets = (model: readonly Modelled[]): string =>
  joined(
    model.flatMap((service) => {
      const files = [...new Set(secretKeys(service).always.map(envFileOf))];
      return files.length === 0 ? [] : [`  - {name: ${service.id}, namespace: todo, envs: [${files.join(', ')}]}`];
    }),
  );

const how = '{bootstrapServersFromEnv: KAFKA_BOOTSTRAP_SERVERS, sasl: scram_sha512, tls: enable, version: 2.8.0, offsetResetPolicy: earliest, lagThreshold: "500"}';

const triggerOf = (group: string) => (topic: string, index: number): string => `    - type: kafka
      metadata: {topic: ${topic}, consumerGroup: ${group}, <<: ${index === 0 ? `&how ${how}` : '*how'}}
      authenticationRef: {name: kafka-lag}
`;

const scaledObject = ({ id, consumes }: Modelled): string => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: ${id}
  namespace: todo
spec:
  scaleTargetRef: {name: ${id}}
  minReplicaCount: 2
  maxReplicaCount: 3
  # A replica that leaves makes the others take over its partitions: not for every dip.
  cooldownPeriod: 600
  triggers:
${(consumes.get(pubsubName) ?? []).map(triggerOf(id)).join('')}`;

/** k8s/components/keda/scaled-objects.yaml. */
export const scaledObjects = (model: readonly Modelled[]): string =>
  `${notice('services/catalogue.ts and subscriptions/')}\n${model.filter(({ sharesGroup }) => sharesGroup).map(scaledObject).join('---\n')}`;

const codes = (keys: readonly string[]): string => keys.map((key) => `\`${key}\``).join(', ');

/** The Secrets of services in docs/deploy/production.md. */
export const documentedSecrets = (model: readonly Modelled[]): string => {
  const rows = model.flatMap((service) => {
    const { always, production, optional } = secretKeys(service);
    const cells = [codes([...always, ...production]), optional.length === 0 ? '' : `may be missing: ${codes(optional)}`].filter(Boolean);
    return cells.length === 0 ? [] : [`| \`${service.id}\` | ${cells.join('; ')} |`];
  });
  const accounts = [...model.map(({ id }) => id), ...toolAccounts, 'admin'].map(secretName);
  const keys = ['KAFKA_BOOTSTRAP_SERVERS', 'KAFKA_SECURITY_PROTOCOL', 'KAFKA_SASL_MECHANISM', 'KAFKA_DAPR_SASL_MECHANISM', 'KAFKA_USERNAME', 'KAFKA_PASSWORD', 'KAFKA_CA'];
  return joined(['| Secret of a service | keys |', '|---|---|', ...rows, `| ${codes(accounts)} | ${codes(keys)} |`]);
};

/** The targets in observability/prometheus/prometheus.yml. */
export const scrapeTargets = (model: readonly Modelled[]): string => {
  const job = (name: string, above: number): string[] => [
    `  - job_name: ${name}`,
    '    static_configs:',
    ...model.map(({ id, port }) => `      - {targets: ["127.0.0.1:${port + above}"], labels: {app: ${id}}}`),
  ];
  return joined([...job('todo-services', 0), ...job('todo-sidecars', 800)]);
};
