import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '#platform/config';
import { gatewayRoutes } from '../../services/chat-api/gateway.ts';
import { readRelease } from '../../tools/k8s/release.ts';
import { readKafkaComponents } from '../../tools/dapr/kafka-components.ts';
import { readRunFile } from '../../tools/instance/run-file.ts';
import { goSettings } from '../../tools/runtime/loopback.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { services } from '../../services/catalogue.ts';
import { appContainer, environmentOf, settingsOf } from './environment.ts';
import { containersOf, kubectl, ofKind, podsOf, render, type Manifest, type PodTemplate } from './render.ts';
import { schemas } from './schemas.ts';
import { documentedSecrets, madeSecrets, secretNeeds } from './secrets.ts';

const { common, apps } = readRunFile(join(projectRoot, 'dapr.yaml'));
const appIds = services.map(({ id }) => id).sort();
const { image, version, jobs } = readRelease();

const overlays = kubectl === undefined ? [] : ['minikube', 'kafka-stand-in', 'production'].map((name) => ({ name, manifests: render(`k8s/overlays/${name}`) }));
const title = kubectl === undefined ? 'the manifests (skipped: kubectl is not here)' : 'the manifests';

const deploymentOf = (manifests: readonly Manifest[], app: string): Manifest => ofKind(manifests, 'Deployment').find(({ metadata }) => metadata.name === app)!;
const templateOf = (manifests: readonly Manifest[], app: string): PodTemplate => deploymentOf(manifests, app).spec.template;

describe.runIf(kubectl !== undefined).each(overlays)(`${title} of $name`, ({ name, manifests }) => {
  const ours = podsOf(manifests).filter(({ namespace }) => namespace === 'todo');

  it('have a Deployment for each app of dapr.yaml, with the same port and the same probing', () => {
    const withSidecar = ofKind(manifests, 'Deployment').filter(({ spec }) => spec.template.metadata.annotations?.['dapr.io/enabled'] === 'true');
    expect(withSidecar.map(({ metadata }) => metadata.name).sort()).toEqual(appIds);
    for (const app of apps) {
      const { appPort, appHealthThreshold } = { ...common, ...app } as Record<string, unknown>;
      expect(templateOf(manifests, app.appID).metadata.annotations).toMatchObject({
        'dapr.io/app-id': app.appID,
        'dapr.io/config': app.appID,
        'dapr.io/app-port': String(appPort),
        'dapr.io/enable-native-sidecar': 'true',
        'dapr.io/enable-app-health-check': String(common['enableAppHealthCheck']),
        'dapr.io/app-health-check-path': common['appHealthCheckPath'],
        'dapr.io/app-health-probe-interval': String(common['appHealthProbeInterval']),
        'dapr.io/app-health-probe-timeout': String(common['appHealthProbeTimeout']),
        'dapr.io/app-health-threshold': String(appHealthThreshold),
        'dapr.io/max-body-size': common['maxBodySize'],
        'dapr.io/read-buffer-size': common['readBufferSize'],
        'dapr.io/env': goSettings.join(','),
      });
      expect(appContainer(templateOf(manifests, app.appID)).args).toEqual(app.command.slice(1));
    }
  });

  it('give a pod time for the drain of the service and then of its sidecar', () => {
    for (const app of appIds) {
      const { metadata, spec } = templateOf(manifests, app);
      const sidecar = Number(metadata.annotations!['dapr.io/graceful-shutdown-seconds']);
      // Dapr's drain of a subscription waits up to 30 s, and the service's own end as long.
      expect(sidecar).toBeGreaterThanOrEqual(35);
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(30 + sidecar);
    }
  });

  it('give each service settings that it starts with', () => {
    for (const [app, schema] of Object.entries(schemas)) {
      const env = environmentOf(manifests, templateOf(manifests, app), name === 'production');
      expect(env['NODE_ENV']).toBe(name === 'production' ? 'production' : 'development');
      expect(parseConfig(schema, env)).toMatchObject({ PORT: Number(templateOf(manifests, app).metadata.annotations!['dapr.io/app-port']) });
      expect(env).toMatchObject({ HOST: '0.0.0.0', BUILD: version });
    }
  });

  it('take from Secrets only what there is', () => {
    const known = name === 'production' ? documentedSecrets() : madeSecrets(manifests);
    const missing = ours.flatMap(({ name: pod, template }) =>
      secretNeeds(template)
        .filter(({ source, key }) => !known.has(source) || (key !== undefined && !known.get(source)!.has(key)))
        .map(({ source, key }) => `${pod}: Secret ${source} ${key ?? ''}`),
    );
    expect(missing).toEqual([]);
    expect(ours.length).toBeGreaterThan(appIds.length);
  });

  it('write no secret beside a name that speaks of one', () => {
    const written = ours.flatMap(({ name: pod, template }) =>
      containersOf(template).flatMap(({ env = [] }) => env.filter(({ value }) => value !== undefined).map(({ name: variable }) => `${pod}: ${variable}`)),
    );
    expect(written.filter((line) => /PASSWORD|TOKEN|SECRET|_KEY|DATABASE_URL|SMTP_URL/.test(line))).toEqual([]);
    expect(written.length).toBeGreaterThan(0);
  });

  it('run one image of our own, and no image without a version', () => {
    for (const { template } of podsOf(manifests)) {
      for (const container of containersOf(template)) {
        expect(container.image).toMatch(/:v?\d+(\.\d+)*$/);
        if (container.image.startsWith('todo/')) expect(container.image).toBe(image);
      }
    }
    expect(ofKind(manifests, 'Job').map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining([`topics-${jobs}`, `migrate-${jobs}`]));
    expect({ image, jobs }).toEqual({ image: expect.stringMatching(new RegExp(`:${version}$`)), jobs: version.replaceAll('.', '-') });
  });

  it('are as confined as the namespace demands', () => {
    expect(ofKind(manifests, 'Namespace').find(({ metadata }) => metadata.name === 'todo')?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    for (const { name: pod, template } of ours) {
      expect({ pod, ...template.spec }).toMatchObject({
        pod,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        automountServiceAccountToken: false,
      });
      for (const { securityContext, resources } of containersOf(template)) {
        expect({ pod, ...securityContext }).toEqual({ pod, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
        expect({ pod, ...resources }).toMatchObject({ pod, requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: expect.any(String) } });
      }
    }
  });

  it('share components, subscriptions and resiliency with dapr.yaml, for the same apps', () => {
    for (const [folder, kinds] of [['components', ['Component', 'Resiliency']], ['subscriptions', ['Subscription']]] as const) {
      const { resources } = parse(readFileSync(join(projectRoot, folder, 'kustomization.yml'), 'utf8')) as { resources: string[] };
      expect(resources.toSorted()).toEqual(readdirSync(join(projectRoot, folder)).filter((file) => file.endsWith('.yaml')).sort());
      const rendered = manifests.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
      expect(rendered.length).toBeGreaterThanOrEqual(resources.length);
      for (const { metadata, scopes = appIds } of rendered) {
        expect(metadata.namespace).toBe('todo');
        for (const app of scopes) expect(appIds).toContain(app);
      }
    }
  });

  it('let a service wait for exactly the topics that its scopes name', () => {
    const components = readKafkaComponents();
    for (const app of appIds) {
      const used = components.flatMap(({ apps }) => apps.filter(({ id }) => id === app).flatMap(({ publishes, consumes }) => [...publishes, ...consumes]));
      const { args, envFrom } = templateOf(manifests, app).spec.initContainers!.find(({ name: container }) => container === 'topics')!;
      expect(args!.slice(0, 2)).toEqual(['tools/topics/main.ts', 'require']);
      expect([app, ...args!.slice(2).toSorted()]).toEqual([app, ...new Set(used.sort())]);
      expect(envFrom).toEqual([{ secretRef: { name: `${app}-kafka` } }]);
    }
  });

  it('spread and guard the pods of each service, which has an account and a Service of its own', () => {
    for (const app of appIds) {
      const { spec } = templateOf(manifests, app);
      expect(spec.serviceAccountName).toBe(app);
      expect(spec.topologySpreadConstraints).toHaveLength(2);
      const kinds = ['ServiceAccount', 'Service', 'PodDisruptionBudget', 'Configuration'];
      expect(kinds.filter((kind) => !ofKind(manifests, kind).some(({ metadata }) => metadata.name === app))).toEqual([]);
      if (name === 'production') expect(deploymentOf(manifests, app).spec.replicas).toBeGreaterThanOrEqual(2);
    }
  });

  it('deny all traffic that no policy allows', () => {
    const policies = ofKind(manifests, 'NetworkPolicy').filter(({ metadata }) => metadata.namespace === 'todo');
    expect(policies.find(({ metadata }) => metadata.name === 'default-deny')?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });
});

describe.runIf(kubectl !== undefined)(`${title}: the Ingress`, () => {
  const ingress = ofKind(overlays.at(-1)?.manifests ?? [], 'Ingress')[0];
  const paths: { path: string; pathType: string; backend: { service: { name: string } } }[] = ingress?.spec.rules[0].http.paths ?? [];
  const table = Object.fromEntries(paths.map(({ path, backend }) => [path, backend.service.name]));

  it('leads where chat-api itself passes requests on to, and nowhere for what is internal', () => {
    const internal = Object.fromEntries(['/clock', '/events', '/internal', '/metrics'].map((path) => [path, 'nowhere']));
    expect(table).toEqual({ ...gatewayRoutes, ...internal, '/': 'chat-api' });
    expect(paths.every(({ pathType }) => pathType === 'Prefix')).toBe(true);
  });

  it('speaks TLS for the host that links and WebSockets are for', () => {
    const host = ingress?.spec.rules[0].host as string;
    expect(ingress?.spec.tls).toEqual([{ hosts: [host], secretName: 'todo-tls' }]);
    expect(settingsOf(overlays.at(-1)!.manifests)).toMatchObject({ PUBLIC_URL: `https://${host}`, REALTIME_ORIGINS: `https://${host}` });
  });
});
