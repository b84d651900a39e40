import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../runtime/paths.ts';

interface Service {
  image: string;
  command?: string[];
  ports?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
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

  it('waits for services that exist and mounts volumes that are declared', () => {
    for (const { depends_on = {}, volumes: mounts = [] } of Object.values(services)) {
      for (const name of Object.keys(depends_on)) expect(services[name]?.healthcheck).toBeDefined();
      for (const mount of mounts) expect(Object.keys(volumes)).toContain(mount.split(':')[0]);
    }
  });
});
