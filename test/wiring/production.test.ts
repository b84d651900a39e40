import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { secretOf, secretName } from '../../tools/kafka-secret/secret.ts';
import { inProduction, overlay } from '../helpers/production-components.ts';
import { services } from '../../services/catalogue.ts';
import { isKafka } from '../../tools/dapr/kafka-components.ts';
import { componentsAmong, readResources, resourceFiles, resourcesIn, type Component, type Field, type Resource } from '../../tools/dapr/resources.ts';

const resources = readResources('components').map(({ file: _file, ...resource }): Resource => resource);
const kafka = componentsAmong(resources).filter(isKafka);
const fieldsOf = ({ spec }: Component): Field[] => spec.metadata;

const env = { KAFKA_BOOTSTRAP_SERVERS: 'a:9093', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' };
const inSecret = Object.keys(secretOf('chat-api', env).stringData);

it('every file of components/ goes to Kubernetes', () => {
  const { resources } = parse(readFileSync(join(projectRoot, 'components/kustomization.yml'), 'utf8')) as { resources: string[] };
  expect(resources.toSorted()).toEqual(resourceFiles('components'));
});

describe.each(kafka)('$metadata.name in production', (component) => {
  const fields = fieldsOf(inProduction(component));
  const field = (name: string): Field[] => fields.filter((one) => one.name === name);

  it('reaches the broker by SASL over TLS, with what its sidecar has in its environment', () => {
    expect(field('brokers')).toEqual([{ name: 'brokers', envRef: 'KAFKA_BOOTSTRAP_SERVERS' }]);
    expect(field('authType')).toEqual([{ name: 'authType', value: 'password' }]);
    for (const name of ['saslUsername', 'saslPassword', 'saslMechanism', 'caCert']) expect(field(name)).toEqual([{ name, envRef: expect.stringMatching(/^KAFKA_/) }]);
    expect(fields.filter(({ name }) => ['disableTls', 'skipVerify'].includes(name))).toEqual([]);
  });

  it('reads no value that Dapr forbids, or that the Secret lacks', () => {
    const read = fields.flatMap(({ envRef }) => (envRef === undefined ? [] : [envRef]));
    expect(inSecret).toEqual(expect.arrayContaining(read));
    // daprd lets a component read neither DAPR_* nor APP_API_TOKEN.
    expect(read.filter((name) => /^(DAPR_|APP_API_TOKEN$)/.test(name))).toEqual([]);
  });

  it('differs from the local one in nothing else', () => {
    const rest = (all: Field[]): Field[] => all.filter(({ name }) => !['brokers', 'authType', 'saslUsername', 'saslPassword', 'saslMechanism', 'caCert'].includes(name));
    expect(rest(fields)).toEqual(rest(fieldsOf(component)));
    expect(inProduction(component).scopes).toEqual(component.scopes);
  });
});

it('what is no Kafka component is the same in production', () => {
  for (const resource of resources.filter((one) => !(kafka as Resource[]).includes(one))) expect(inProduction(resource)).toEqual(resource);
});

it("each app's sidecar takes these values from the Secret of that app, and from no other", () => {
  const documents = parseAllDocuments(readFileSync(join(overlay, 'sidecar-env.yaml'), 'utf8')).map(
    (document) => document.toJS() as { metadata: { name: string }; spec: { template: { metadata: { annotations: Record<string, string> } } } },
  );
  const read = new Set(kafka.flatMap((component) => fieldsOf(inProduction(component)).flatMap(({ envRef }) => envRef ?? [])));
  expect(documents.map(({ metadata }) => metadata.name).sort()).toEqual(services.map(({ id }) => id).sort());
  for (const { metadata, spec } of documents) {
    const pairs = spec.template.metadata.annotations['dapr.io/env-from-secret']!.split(',').map((pair) => pair.trim());
    expect(pairs.sort()).toEqual([...read].map((name) => `${name}=${secretName(metadata.name)}:${name}`).sort());
  }
});

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

it.runIf(hasKubectl)('kustomize makes the same of it', () => {
  const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', overlay], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const built = resourcesIn(stdout);
  const byName = (all: Resource[]): Resource[] => [...all].sort((a, b) => `${a.kind}${a.metadata.name}`.localeCompare(`${b.kind}${b.metadata.name}`));
  expect(byName(built)).toEqual(byName(resources.map(inProduction)));
});
