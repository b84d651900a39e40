import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { readKafkaComponents } from '../../tools/dapr/kafka-components.ts';
import { rpkScript } from '../../tools/acls/rpk.ts';
import { wantedAccess } from '../../tools/acls/wanted.ts';
import { secretName, secretOf } from '../../tools/kafka-secret/secret.ts';

const folder = new URL('../../k8s/kafka/redpanda/', import.meta.url);
const wanted = wantedAccess(readKafkaComponents());
const accounts = [...new Set(wanted.map(({ who }) => who))].sort();

interface Source {
  secret: { name: string; items: { key: string; path: string }[] };
}

it("Redpanda's Job grants what the scopes say: after a change, run npm run --silent acls -- rpk > k8s/kafka/redpanda/acls.sh", () => {
  expect(readFileSync(new URL('acls.sh', folder), 'utf8')).toBe(rpkScript(wanted));
});

it("Redpanda's Job makes a user for every account, from that account's Secret", () => {
  const job = parse(readFileSync(new URL('job.yaml', folder), 'utf8')) as { spec: { template: { spec: { volumes: { name: string; projected?: { sources: Source[] } }[] } } } };
  const { sources } = job.spec.template.spec.volumes.find(({ name }) => name === 'accounts')!.projected!;
  expect(sources.map(({ secret }) => secret.name)).toEqual(accounts.map(secretName));
  const env = { KAFKA_BOOTSTRAP_SERVERS: 'a:9093', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' };
  const keys = Object.keys(secretOf('chat-api', env).stringData);
  for (const [index, { secret }] of sources.entries()) {
    expect(secret.items.map(({ path }) => path)).toEqual(['user', 'password', 'mechanism'].map((file) => `${accounts[index]}/${file}`));
    expect(keys).toEqual(expect.arrayContaining(secret.items.map(({ key }) => key)));
  }
});
