import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../../tools/instance/database.ts';
import { isAlive } from '../../tools/instance/processes.ts';
import { waitUntil } from '../../tools/instance/wait-until.ts';
import { runtimeDir } from '../../tools/runtime/paths.ts';
import { preparePostgres } from '../../tools/runtime/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** One PostgreSQL for all integration tests; its data are gone after the run. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const instance = `int-${process.pid}`;
  const logDir = join(runtimeDir, instance, 'logs');
  mkdirSync(logDir, { recursive: true });
  const { part, url } = await createDatabase({
    instance,
    port: await freePort(),
    logFile: join(logDir, 'postgres.log'),
    fresh: true,
    durable: false,
  });
  const pid = await part.start();
  await part.ready?.(pid);
  project.provide('postgresUrl', url.slice(0, url.lastIndexOf('/')));
  return async () => {
    process.kill(pid, 'SIGINT');
    await waitUntil(async () => !isAlive(pid), 10_000);
    rmSync(join(runtimeDir, instance), { recursive: true, force: true });
    rmSync(dirname((await preparePostgres()).dataDir(instance)), { recursive: true, force: true });
  };
};
