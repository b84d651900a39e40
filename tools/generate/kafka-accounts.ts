import type { Modelled } from './model.ts';
import { joined, notice } from './text.ts';
import { toolAccounts } from '../acls/wanted.ts';
import { secretName } from '../kafka-secret/secret.ts';

/**
 * What a sidecar reads from its service's Secret; components refer to these variables
 * (k8s/overlays/production/components/kafka-access.yaml).
 */
const variables = ['KAFKA_BOOTSTRAP_SERVERS', 'KAFKA_USERNAME', 'KAFKA_PASSWORD', 'KAFKA_DAPR_SASL_MECHANISM', 'KAFKA_CA'];

const environmentOf = (id: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${id}
spec:
  template:
    metadata:
      annotations:
        dapr.io/env-from-secret: >-
${variables.map((name, index) => `          ${name}=${secretName(id)}:${name}${index === variables.length - 1 ? '' : ','}\n`).join('')}`;

/** k8s/overlays/production/components/sidecar-env.yaml. */
export const sidecarEnvironments = (model: readonly Modelled[]): string => `${notice('services/catalogue.ts')}
# For the overlay: each sidecar's environment comes from the Secret of its own service, which \`npm run kafka:secret\` makes.
${model.map(({ id }) => environmentOf(id)).join('---\n')}`;

/** The end of an overlay whose broker has no accounts: the Secrets only give its address. */
export const plaintextSecrets = (model: readonly Modelled[]): string =>
  joined(['secretGenerator:', ...['topics', ...model.map(({ id }) => id)].map((account) => `  - {name: ${secretName(account)}, namespace: todo, envs: [kafka.env]}`)]);

const keys = { KAFKA_USERNAME: 'user', KAFKA_PASSWORD: 'password', KAFKA_SASL_MECHANISM: 'mechanism' };

/**
 * The end of k8s/kafka/redpanda/job.yaml: the accounts for which it creates users, each
 * mounted as a folder.
 */
export const accountSources = (model: readonly Modelled[]): string =>
  joined(
    [...model.map(({ id }) => id), ...toolAccounts].sort().map((account) => {
      const items = Object.entries(keys).map(([key, file]) => `{key: ${key}, path: ${account}/${file}}`);
      return `              - secret: {name: ${secretName(account)}, items: [${items.join(', ')}]}`;
    }),
  );
