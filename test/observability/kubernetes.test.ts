import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { services } from '../../services/catalogue.ts';

interface Resource {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  data?: Record<string, string>;
  // Each kind has a shape of its own.
  spec: Record<string, unknown>;
}

const hasKubectl = spawnSync('kubectl', ['version', '--client'], { timeout: 10_000 }).status === 0;
const apps = services.map(({ id }) => id).sort();
let folder: string;
let resources: Resource[];

/** What an overlay on the base becomes with the component. */
const render = (): Resource[] => {
  mkdirSync(runtimeDir, { recursive: true });
  folder = mkdtempSync(join(runtimeDir, 'kustomize-'));
  writeFileSync(join(folder, 'kustomization.yaml'), stringify({ resources: ['../../k8s/base'], components: ['../../k8s/components/monitoring'] }));
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8', maxBuffer: 1e8, timeout: 60_000 });
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Resource);
};

const of = (kind: string, name?: string): Resource[] => resources.filter((one) => one.kind === kind && (name === undefined || one.metadata.name === name));

describe.runIf(hasKubectl)('k8s/components/monitoring', () => {
  beforeAll(() => void (resources = render()), 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('carries the dashboard of observability/, where Grafana looks for it', () => {
    const [dashboard] = of('ConfigMap', 'todo-dashboard');
    expect(dashboard!.data!['todo.json']).toBe(readFileSync(join(projectRoot, 'observability/grafana/dashboard.json'), 'utf8'));
    expect(dashboard!.metadata).toMatchObject({ namespace: 'todo', labels: { grafana_dashboard: '1' } });
  });

  it('scrapes the ports that pods have: that of the service, and that of the injected sidecar', () => {
    const { podMetricsEndpoints, selector } = of('PodMonitor', 'todo')[0]!.spec as {
      podMetricsEndpoints: { port: string; relabelings: { targetLabel: string; replacement?: string }[] }[];
      selector: { matchLabels: Record<string, string> };
    };
    expect(podMetricsEndpoints.map(({ port }) => port)).toEqual(['http', 'dapr-metrics']);
    const jobs = podMetricsEndpoints.map(({ relabelings }) => relabelings.find(({ targetLabel }) => targetLabel === 'job')!.replacement);
    expect(jobs).toEqual(['todo-services', 'todo-sidecars']);
    for (const app of apps) {
      const { template } = of('Deployment', app)[0]!.spec as { template: { metadata: { labels: object }; spec: { containers: { ports: object[] }[] } } };
      expect(template.metadata.labels).toMatchObject({ ...selector.matchLabels, 'app.kubernetes.io/name': app });
      expect(template.spec.containers[0]!.ports).toContainEqual(expect.objectContaining({ name: 'http' }));
    }
  });

  it('makes every service and every sidecar export to the same collector, and leaves their other settings', () => {
    for (const app of apps) {
      const { template } = of('Deployment', app)[0]!.spec as { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
      const env = new Map(template.spec.containers[0]!.env.map(({ name, value }) => [name, value]));
      const { tracing } = of('Configuration', app)[0]!.spec as { tracing: { samplingRate: string; otel: { endpointAddress: string } } };
      expect(env.get('OTEL_EXPORTER_OTLP_ENDPOINT')).toBe(`http://${tracing.otel.endpointAddress}`);
      expect(env.get('OTEL_TRACES_SAMPLER_ARG')).toBe(tracing.samplingRate);
      expect(env.has('APP_API_TOKEN')).toBe(true);
    }
    expect(JSON.stringify(of('Deployment', 'ops-service'))).toContain('ops-service-kafka');
  });
});
