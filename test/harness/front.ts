import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** One address for all replicas of an app, as a Service of Kubernetes is. */
export interface Front {
  readonly url: string;
  /** From now on each new connection goes to one of these in turn; an open one stays where it is. */
  lead(replicas: readonly string[]): void;
  stop(): Promise<void>;
}

const relay = async (client: Socket, replica: URL): Promise<void> => {
  const upstream = connect({ host: replica.hostname, port: Number(replica.port), allowHalfOpen: true });
  // What a cut connection means is for the two ends to say.
  await pipeline(client, upstream, client).catch(() => undefined);
};

/** Opens a front that leads nowhere yet, on a port of its own if it is 0. */
export const openFront = async (port: number): Promise<Front> => {
  let ready: URL[] = [];
  let turn = 0;
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
    lead: (replicas) => {
      ready = replicas.map((url) => new URL(url));
    },
    stop: async () => {
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
