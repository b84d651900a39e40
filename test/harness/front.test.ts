import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { openFront, type Front } from './front.ts';

const closes: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

/** A replica that answers with its name. */
const startReplica = async (name: string): Promise<string> => {
  const server: Server = createServer((_request, response) => response.end(name));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closes.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const startFront = async (...replicas: string[]): Promise<Front> => {
  const front = await openFront(0);
  closes.push(() => front.stop());
  front.lead(replicas);
  return front;
};

/** Who answers; a new connection each time, unless an agent keeps one. */
const ask = async ({ url }: Front, agent: Agent | false = false): Promise<string> => {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  return text(response);
};

it('gives new connections to its replicas in turn', async () => {
  const front = await startFront(await startReplica('one'), await startReplica('two'));
  expect([await ask(front), await ask(front), await ask(front), await ask(front)]).toEqual(['one', 'two', 'one', 'two']);
});

it('leads new connections elsewhere, and leaves open ones where they are', async () => {
  const [one, two] = [await startReplica('one'), await startReplica('two')];
  const front = await startFront(one);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  closes.push(() => agent.destroy());
  expect(await ask(front, agent)).toBe('one');
  front.lead([two]);
  expect(await ask(front)).toBe('two');
  expect(await ask(front, agent)).toBe('one');
});

it('ends connections while it leads nowhere', async () => {
  await expect(ask(await startFront())).rejects.toThrow('socket hang up');
});
