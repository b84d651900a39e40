import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { proxyUpgrades } from './upgrade-proxy.ts';

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A service that says back what it hears, and closes with a code when told to. */
const startService = async (): Promise<{ url: string; sockets: WebSocketServer }> => {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/ws' });
  sockets.on('connection', (socket, { headers, url }) => {
    socket.send(JSON.stringify({ origin: headers.origin, url }));
    socket.on('message', (data) => (String(data) === 'end' ? socket.close(4403, 'told so') : socket.send(String(data))));
  });
  open.push(() => sockets.clients.forEach((socket) => socket.terminate()));
  return { url: `http://${await listen(server)}`, sockets };
};

const startProxy = async (upstream: string): Promise<{ url: string; end: () => void; errors: string[] }> => {
  const server = createServer((_request, response) => response.end('a page'));
  const errors: string[] = [];
  const end = proxyUpgrades(server, { upstreamOf: (path) => (path === '/ws' ? upstream : undefined), onError: (path, { message }) => errors.push(`${path}: ${message}`) });
  open.push(end);
  return { url: await listen(server), end, errors };
};

const connect = (url: string): { socket: WebSocket; heard: string[]; closed: Promise<{ code: number; reason: string }>; refused: Promise<number> } => {
  const socket = new WebSocket(url, { origin: 'http://todo.example' });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => void socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })));
  const refused = new Promise<number>((resolve) => void socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode!)));
  open.push(() => socket.terminate());
  return { socket, heard, closed, refused };
};

describe('a WebSocket through the one origin', () => {
  it('carries the origin and the query, messages both ways, and the close code', async () => {
    const proxy = await startProxy((await startService()).url);
    const { socket, heard, closed } = connect(`ws://${proxy.url}/ws?ticket=abc`);
    socket.once('open', () => socket.send('hello'));
    await expect.poll(() => heard).toEqual([JSON.stringify({ origin: 'http://todo.example', url: '/ws?ticket=abc' }), 'hello']);
    socket.send('end');
    expect(await closed).toEqual({ code: 4403, reason: 'told so' });
  });

  it('holds the service back when the browser does not read', async () => {
    const service = await startService();
    const proxy = await startProxy(service.url);
    const { socket, heard } = connect(`ws://${proxy.url}/ws`);
    await expect.poll(() => heard).toHaveLength(1);
    socket.pause();
    const [behind] = service.sockets.clients;
    for (let i = 0; i < 64; i += 1) behind!.send('x'.repeat(1_048_576));
    const unsent = behind!.bufferedAmount;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(behind!.bufferedAmount).toBeGreaterThan(unsent / 2);
  });

  it('ends on one side when it ends on the other', async () => {
    const service = await startService();
    const proxy = await startProxy(service.url);
    const one = connect(`ws://${proxy.url}/ws`);
    await expect.poll(() => one.heard).toHaveLength(1);
    one.socket.terminate();
    await expect.poll(() => service.sockets.clients.size).toBe(0);
    const other = connect(`ws://${proxy.url}/ws`);
    await expect.poll(() => other.heard).toHaveLength(1);
    proxy.end();
    expect(await other.closed).toMatchObject({ code: 1006 });
    await expect.poll(() => service.sockets.clients.size).toBe(0);
  });

  it('is refused at another path, when the service refuses it, and when the service is away', async () => {
    const service = await startService();
    const proxy = await startProxy(service.url);
    for (const path of ['/', '/other', '/ws/more', '//127.0.0.1/ws']) expect(await connect(`ws://${proxy.url}${path}`).refused).toBe(404);
    const away = await startProxy('http://127.0.0.1:1');
    expect(await connect(`ws://${away.url}/ws`).refused).toBe(503);
    expect(away.errors).toEqual([expect.stringContaining('/ws: connect ECONNREFUSED')]);
    const page = createServer((_request, response) => response.writeHead(426).end('no'));
    expect(await connect(`ws://${(await startProxy(`http://${await listen(page)}`)).url}/ws`).refused).toBe(426);
  });
});
