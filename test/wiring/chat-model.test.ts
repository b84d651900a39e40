import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { componentsAmong, resourcesIn, type Component, type Field } from '../../tools/dapr/resources.ts';
import { daprdEdits } from '../../tools/runtime/daprd-edits.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { containersOf, kubectl, ofKind, podsOf, render } from '../k8s/render.ts';

const folder = join(projectRoot, 'components');
const examples = readdirSync(folder).filter((file) => file.endsWith('.yaml.example'));

const inFile = (path: string): Component => componentsAmong(resourcesIn(readFileSync(path, 'utf8')))[0]!;
const fieldOf = (component: Component, name: string): Field | undefined => component.spec.metadata.find((field) => field.name === name);

describe('the examples of a language model', () => {
  it('are one for each that the guide walks through', () => {
    expect(examples.sort()).toEqual(['chat-model.anthropic.yaml.example', 'chat-model.ollama.yaml.example', 'chat-model.openai.yaml.example']);
    const guide = readFileSync(join(projectRoot, 'docs/chat-model.md'), 'utf8');
    for (const file of examples) expect(guide).toContain(`components/${file}`);
  });

  it.each(examples)('%s is chat-api’s alone, has no key in it, and stops nothing where it fails', (file) => {
    const component = inFile(join(folder, file));
    expect(component).toMatchObject({ metadata: { name: 'chat-model' }, scopes: ['chat-api'], spec: { ignoreErrors: true } });
    expect(fieldOf(component, 'key')?.value).toBeUndefined();
  });

  it.each(examples)('%s is of a kind that the daprd built here has', (file) => {
    const built = daprdEdits.map(({ file: source }) => /conversation_(\w+)\.go$/.exec(source)?.[1]).filter((name) => name !== undefined);
    expect(built.map((name) => `conversation.${name}`)).toContain(inFile(join(folder, file)).spec.type);
  });
});

describe.runIf(kubectl !== undefined)(`k8s/components/chat-model${kubectl === undefined ? ' (skipped: kubectl is not here)' : ''}`, () => {
  let name: string;
  beforeAll(() => {
    mkdirSync(runtimeDir, { recursive: true });
    name = basename(mkdtempSync(join(runtimeDir, 'kustomize-')));
    writeFileSync(join(runtimeDir, name, 'kustomization.yaml'), stringify({ resources: ['../../k8s/base'], components: ['../../k8s/components/chat-model'] }));
  });
  afterAll(() => rmSync(join(runtimeDir, name), { recursive: true }));

  it('is the example with its key from a Secret, and tells chat-api and its way out of it', () => {
    const manifests = render(`.runtime/${name}`);
    const [cluster] = ofKind(manifests, 'Component') as unknown as Component[];
    const example = inFile(join(folder, 'chat-model.openai.yaml.example'));
    const withSecret = example.spec.metadata.map((field) => (field.name === 'key' ? { name: 'key', secretKeyRef: { name: 'chat-model', key: 'key' } } : field));
    expect(cluster).toMatchObject({ metadata: example.metadata, scopes: example.scopes, spec: { ...example.spec, metadata: withSecret } });
    const containers = podsOf(manifests).map((pod) => ({ name: pod.name, told: containersOf(pod.template).flatMap(({ env = [] }) => env).filter((one) => one.name.startsWith('CHAT_MODEL')) }));
    expect(containers.filter(({ told }) => told.length > 0)).toEqual([
      { name: 'chat-api', told: [{ name: 'CHAT_MODEL', value: example.metadata.name }, { name: 'CHAT_MODEL_RECIPIENT', valueFrom: { secretKeyRef: { name: 'chat-model', key: 'recipient' } } }] },
    ]);
    const policy = ofKind(manifests, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'chat-model');
    expect(policy?.spec).toMatchObject({ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'chat-api' } }, egress: [{ ports: [{ port: 443 }] }] });
  });
});
