import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readRunFile } from '../../tools/instance/run-file.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';

interface Service {
  image: string;
  command?: string[];
  ports?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown> | string[];
  profiles?: string[];
  network_mode?: string;
  healthcheck?: { test: string[] };
  volumes?: string[];
}

const file = join(projectRoot, 'docker-compose.yml');
const { services, volumes } = parse(readFileSync(file, 'utf8')) as { services: Record<string, Service>; volumes: Record<string, unknown> };

const hasCompose = spawnSync('docker', ['compose', 'version'], { timeout: 5_000 }).status === 0;

/** The address that a listener of Redpanda advertises. */
const advertised = (listener: string): string | undefined =>
  services['redpanda']!.command!.find((flag) => flag.startsWith('--advertise-kafka-addr='))?.match(new RegExp(`${listener}://([^,]+)`))?.[1];

describe('docker-compose.yml', () => {
  it.runIf(hasCompose)('is accepted by Docker Compose', () => {
    const { status, stderr } = spawnSync('docker', ['compose', '-f', file, 'config', '-q'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(Object.entries(services))('pins the image of %s to a version', (_, { image }) => expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?(-alpine)?$/));

  it.each(Object.entries(services))('opens the ports of %s to this machine only', (_, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('gives no host port to two services', () => {
    const taken = Object.values(services).flatMap(({ ports = [] }) => ports.map((port) => port.split(':')[1]));
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('advertises one address to programs of the machine and one to containers, as the clients have them', () => {
    expect(advertised('external')).toBe('localhost:9092');
    expect(readFileSync(join(projectRoot, 'components/pubsub.yaml'), 'utf8')).toContain('value: localhost:9092');
    expect(advertised('internal')).toBe('redpanda:29092');
    expect(services['console']!.environment!['KAFKA_BROKERS']).toBe('redpanda:29092');
  });

  it('has the database that dapr.yaml names', () => {
    const { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: database } = services['postgres']!.environment!;
    expect(services['postgres']!.ports).toEqual(['127.0.0.1:5433:5432']);
    expect(readFileSync(join(projectRoot, 'dapr.yaml'), 'utf8')).toContain(`postgres://${user}:${password}@localhost:5433/${database}`);
  });

  it('waits for services that exist, for their health where that is asked', () => {
    for (const { depends_on = [] } of Object.values(services)) {
      if (Array.isArray(depends_on)) expect(Object.keys(services)).toEqual(expect.arrayContaining(depends_on));
      else for (const name of Object.keys(depends_on)) expect(services[name]?.healthcheck).toBeDefined();
    }
  });

  it('mounts volumes that are declared, and files that are there', () => {
    const mounts = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((text) => text.split(':')[0]!));
    const [files, names] = [mounts.filter((mount) => mount.startsWith('./')), mounts.filter((mount) => !mount.startsWith('./'))];
    expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(names));
  });
});

describe('the profile observability', () => {
  const profile = Object.entries(services).filter(([, { profiles = [] }]) => profiles.includes('observability'));
  const { scrape_configs: jobs } = parse(readFileSync(join(projectRoot, 'observability/prometheus/prometheus.yml'), 'utf8')) as {
    scrape_configs: { job_name: string; static_configs: { targets: string[]; labels: { app: string } }[] }[];
  };
  const { apps } = readRunFile(join(projectRoot, 'dapr.yaml'));
  const targetsOf = (job: string): Record<string, string[]> =>
    Object.fromEntries(jobs.find(({ job_name }) => job_name === job)!.static_configs.map(({ targets, labels }) => [labels.app, targets]));

  it('is started by its name only', () => expect(profile.map(([name]) => name)).toEqual(['prometheus', 'grafana', 'jaeger']));

  it.each(profile)('%s reaches loopback, publishes no port, and listens on loopback itself', (_, { network_mode, ports, environment = {}, command = [] }) => {
    expect(network_mode).toBe('host');
    expect(ports).toBeUndefined();
    const { GF_SERVER_HTTP_ADDR, JAEGER_LISTEN_HOST } = environment;
    const prometheus = command.find((flag) => flag.startsWith('--web.listen-address='))?.slice('--web.listen-address='.length).split(':')[0];
    expect([GF_SERVER_HTTP_ADDR, JAEGER_LISTEN_HOST, prometheus].filter(Boolean)).toEqual(['127.0.0.1']);
  });

  it('scrapes every service and every sidecar of dapr.yaml, and nothing else', () => {
    expect(targetsOf('todo-services')).toEqual(Object.fromEntries(apps.map(({ appID, appPort }) => [appID, [`127.0.0.1:${appPort}`]])));
    expect(targetsOf('todo-sidecars')).toEqual(Object.fromEntries(apps.map(({ appID, metricsPort }) => [appID, [`127.0.0.1:${metricsPort}`]])));
    expect(services['redpanda']!.ports).toContain(`${targetsOf('redpanda')['redpanda']![0]}:9644`);
  });

  it('shows what Grafana is given: its data sources are where Prometheus and Jaeger listen', () => {
    const { datasources } = parse(readFileSync(join(projectRoot, 'observability/grafana/provisioning/datasources/local.yaml'), 'utf8')) as { datasources: { type: string; url: string }[] };
    expect(services['prometheus']!.command).toContain('--web.listen-address=127.0.0.1:9090');
    expect(datasources.map(({ type, url }) => [type, url])).toEqual([['prometheus', 'http://127.0.0.1:9090'], ['jaeger', 'http://127.0.0.1:16686']]);
  });
});
