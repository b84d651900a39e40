import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { readRunFile } from '../../../tools/instance/run-file.ts';
import { system } from '../system.ts';

/**
 * Addresses of this machine that a listener on every interface answers, and one on
 * 127.0.0.1 does not.
 */
const otherAddresses = (): string[] => {
  const outer = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.filter(({ internal, scopeid }) => !internal && !scopeid));
  return [...outer.map(({ address }) => address), ...(process.platform === 'linux' ? ['127.0.0.2'] : [])];
};

const takesConnections = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).setTimeout(2_000, end(false));
  });

it('every port of the local system is open to this machine only', async () => {
  const apps = readRunFile(system().runFile).apps;
  const ports = new Map(apps.flatMap((app) => [app.appPort, app.daprHTTPPort, app.daprGRPCPort, app.daprInternalGRPCPort!, app.metricsPort!].map((port, i) => [port, `${app.appID} ${['app', 'http', 'grpc', 'internal', 'metrics'][i]}`])));
  for (const [what, url] of Object.entries({ postgres: system().databaseUrl, kafka: `kafka://${system().kafkaBrokers}`, mail: system().mailUrl })) ports.set(Number(new URL(url).port), what);
  const local = await Promise.all([...ports].map(async ([port, what]) => [what, await takesConnections(port, '127.0.0.1')]));
  expect(local.filter(([, open]) => !open)).toEqual([]);
  const open = await Promise.all(otherAddresses().flatMap((host) => [...ports].map(async ([port, what]) => ((await takesConnections(port, host)) ? `${what} at ${host}:${port}` : undefined))));
  expect(open.filter((found) => found !== undefined)).toEqual([]);
});
