import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { projectRoot } from '../runtime/paths.ts';
import type { Adopted } from './adopted.ts';
import { runCommand } from '../runtime/run-command.ts';
import { step, type Log } from '../runtime/step.ts';

/** The services of docker-compose.yml that an instance uses. */
export interface Containers {
  up(...services: string[]): Promise<void>;
  kill(service: string, signal: NodeJS.Signals): Promise<void>;
  /** Stops them; with `forget`, removes their data too. */
  stop(forget?: boolean): Promise<void>;
}

interface Compose {
  services: Record<string, { ports?: string[]; container_name?: string }>;
}

const shiftPort = (mapping: string, offset: number): string => mapping.replace(/^((?:[\d.]+:)?)(\d+):/, (_, host: string, port: string) => `${host}${Number(port) + offset}:`);

/** The Compose file of an instance, on its own ports; that of `npm start` is the project's own. */
const composeFile = (dir: string, offset: number): string => {
  const own = join(projectRoot, 'docker-compose.yml');
  if (offset === 0) return own;
  const compose = parse(readFileSync(own, 'utf8').replaceAll('localhost:9092', `localhost:${9092 + offset}`)) as Compose;
  for (const service of Object.values(compose.services)) if (service.ports) service.ports = service.ports.map((port) => shiftPort(port, offset));
  const file = join(dir, 'docker-compose.yml');
  writeFileSync(file, stringify(compose));
  return file;
};

/** Containers through Docker Compose, in a project of their own per instance. */
const createContainers = (dir: string, options: { name: string; portOffset: number; log: Log }): Containers => {
  const base = ['compose', '-p', `todo-${options.name}`, '-f', composeFile(dir, options.portOffset)];
  const compose = async (...args: string[]): Promise<void> => {
    const { ok, output } = await runCommand('docker', [...base, ...args]);
    if (!ok) throw new Error(`docker compose ${args[0]} failed:\n${output.trim().split('\n').slice(-8).join('\n')}`);
  };
  return {
    up: (...services) => step(options.log, `Starting ${services.join(', ')} with Docker Compose`, 'seconds; minutes when images are fetched', () => compose('up', '-d', '--wait', ...services)),
    kill: (service, signal) => compose('kill', '-s', signal, service),
    stop: (forget = false) => (forget ? compose('down', '--volumes') : compose('stop')),
  };
};

/**
 * Starts the containers of an instance; undefined when Compose cannot, for example without
 * the images.
 */
export const startContainers = async (
  dir: string,
  options: { name: string; portOffset: number; fresh: boolean; log: Log },
  adopted: Adopted,
): Promise<Containers | undefined> => {
  const services = [...(adopted.brokers === undefined ? ['redpanda'] : []), ...(adopted.databaseUrl === undefined ? ['postgres'] : [])];
  try {
    const containers = createContainers(dir, options);
    if (options.fresh) await containers.stop(true);
    if (services.length > 0) await containers.up(...services);
    return containers;
  } catch (error) {
    options.log(`${(error as Error).message}\nGoing on without containers.`);
    return undefined;
  }
};
