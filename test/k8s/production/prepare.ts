import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import webPush from 'web-push';
import { stringify } from 'yaml';
import { schemas as databases } from '../../../tools/migrate/schemas.ts';
import { toolAccounts } from '../../../tools/acls/wanted.ts';
import { secretOf } from '../../../tools/kafka-secret/secret.ts';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import { apps } from '../deployment.ts';
import { forward, kube, kubeApply } from '../kube.ts';
import { sqlOn } from '../load.ts';
import { bootstrapServers, makeBrokerSecret, type Account } from './kafka-secret.ts';

const password = (): string => randomBytes(18).toString('base64url');
const secret = (name: string, namespace: string, stringData: Record<string, string>): string =>
  stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData });

const accountNames = ['admin', ...apps, ...toolAccounts];

/** The broker's Secret, and one for each account, as printed by `npm run kafka:secret`. */
const kafkaSecrets = async (): Promise<string[]> => {
  const accounts = accountNames.map((user): Account => ({ user, password: password() })) as [Account, ...Account[]];
  const { data, ca } = await makeBrokerSecret(accounts);
  const ofAccount = ({ user, password }: Account): string => {
    const made = secretOf(user, { KAFKA_BOOTSTRAP_SERVERS: bootstrapServers, KAFKA_USERNAME: user, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_CA: ca });
    return secret(made.metadata.name, 'todo', made.stringData);
  };
  return [secret('kafka', 'kafka', data), ...accounts.map(ofAccount)];
};

const schemaOf = (service: string): string => service.replaceAll('-', '_');

/**
 * Two roles for each schema, as k8s/postgres/roles.sql makes them, each with its own
 * password; by service, its two URLs.
 */
const makeRoles = async (): Promise<Map<string, Record<string, string>>> => {
  const sql = sqlOn(await forward('postgres', 5432));
  await sql(readFileSync(join(projectRoot, 'k8s/postgres/roles.sql'), 'utf8'));
  const urls = new Map<string, Record<string, string>>();
  for (const service of Object.keys(databases)) {
    const urlOf = async (role: string): Promise<string> => {
      const chosen = password();
      await sql(`alter role ${role} password '${chosen}'`);
      return `postgres://${role}:${chosen}@postgres:5432/todo`;
    };
    urls.set(service, { DATABASE_URL: await urlOf(schemaOf(service)), MIGRATIONS_DATABASE_URL: await urlOf(`${schemaOf(service)}_owner`) });
  }
  return urls;
};

const serviceSecrets = (urls: ReadonlyMap<string, Record<string, string>>): string[] => {
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const smtp = { SMTP_URL: 'smtp://mail:1025' };
  const more: Record<string, Record<string, string>> = {
    'chat-api': { AUTH_SIGNING_KEY: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })) },
    'notification-service': { ...smtp, VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey },
    'ops-service': smtp,
  };
  return [
    ...[...urls].map(([service, both]) => secret(service, 'todo', { ...both, ...more[service] })),
    secret('realtime-service', 'todo', { REALTIME_TICKET_KEY: password() + password() }),
    ...['dapr-api-token', 'app-api-token'].map((name) => secret(name, 'todo', { token: password() })),
  ];
};

/**
 * The broker's accounts are created with its storage: after a second preparation the
 * passwords would no longer match.
 */
const refuseUsed = async (): Promise<void> => {
  const namespaces = await kube('get', 'namespaces', '-o', 'name');
  if (namespaces.includes('namespace/todo\n')) throw new Error('this cluster has a namespace todo already: take it down first, the production overlay is tried on a fresh one');
};

/**
 * Everything that docs/deploy/production.md asks an administrator to do before the overlay
 * is applied.
 */
export const prepareProduction = async (): Promise<void> => {
  await refuseUsed();
  await kube('apply', '-f', join(projectRoot, 'k8s/base/namespace.yaml'));
  await kubeApply(stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kafka' } }));
  await kubeApply([secret('postgres', 'todo', { POSTGRES_PASSWORD: 'todo' }), ...(await kafkaSecrets())].join('---\n'));
  // Whatever would be outside the cluster must be there before the services.
  const overlay = await kube('kustomize', join(projectRoot, 'test/k8s/production'));
  await kubeApply(overlay.split('\n---\n').filter((manifest) => /^kind: (StatefulSet|Service)$/m.test(manifest)).join('\n---\n'));
  for (const [namespace, name] of [['todo', 'postgres'], ['kafka', 'kafka']] as const) await kube('-n', namespace, 'rollout', 'status', `statefulset/${name}`, '--timeout=180s');
  await kubeApply(serviceSecrets(await makeRoles()).join('---\n'));
  await kube('apply', '-n', 'todo', '-k', join(projectRoot, 'k8s/kafka/acls'));
  await kube('-n', 'todo', 'wait', '--for=condition=complete', 'job/kafka-acls', '--timeout=180s');
};
