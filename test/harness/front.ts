import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setInterval } from 'node:timers/promises';
import { answers } from '../../tools/instance/wait-until.ts';

/** One address for all replicas of an app. */
export interface Front {
  url: string;
  stop(): Promise<void>;
}

const lookEveryMs = 500;

const relay = async (client: Socket, replica: URL): Promise<void> => {
  const upstream = connect({ host: replica.hostname, port: Number(replica.port), allowHalfOpen: true });
  // What a cut connection means is for the two ends to say.
  await pipeline(client, upstream, client).catch(() => undefined);
};

/**
 * Does what a Service of Kubernetes does: each new connection goes to a replica that is
 * ready, in turn; one that is open stays with its replica. A replica need not be there yet.
 */
export const openFront = async (port: number, replicas: readonly string[]): Promise<Front> => {
  const closing = new AbortController();
  let ready: URL[] = [];
  let turn = 0;
  const look = async (): Promise<void> => {
    const found = await Promise.all(replicas.map(async (url) => ((await answers(`${url}/readyz`).catch(() => false)) ? [new URL(url)] : [])));
    ready = found.flat();
  };
  await look();
  void (async () => {
    for await (const _ of setInterval(lookEveryMs, undefined, { signal: closing.signal, ref: false })) await look();
  })().catch(() => undefined);
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const replica = ready[turn++ % ready.length];
    if (replica === undefined) return client.destroy();
    open.add(client);
    return relay(client, replica).finally(() => open.delete(client));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      closing.abort();
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
