import { request as httpRequest, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';

export interface UpgradeOptions {
  /** The base URL of the service that answers upgrades at a path; undefined when none does. */
  upstreamOf: (path: string) => string | undefined;
  /** A request that could not be passed on. */
  onError: (path: string, error: Error) => void;
}

const connectMs = 5_000;

const answer = (socket: Duplex, status: string): void => void socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);

const headOf = ({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string => {
  const lines = rawHeaders.reduce<string[]>((all, text, i) => (i % 2 === 0 ? [...all, `${text}: ${rawHeaders[i + 1]}`] : all), []);
  return [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n');
};

/**
 * Two sockets that are one: what is read slowly on one side is not read ahead on the other,
 * and they end together.
 */
const join = (one: Duplex, other: Duplex): void => {
  for (const [from, to] of [[one, other], [other, one]] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
};

/**
 * Passes WebSocket upgrades on as bytes, so that the service behind sees the browser's own
 * headers, close codes and slowness; returns what ends them.
 */
export const proxyUpgrades = (http: HttpServer, { upstreamOf, onError }: UpgradeOptions): (() => void) => {
  const open = new Set<Duplex>();
  const keep = (socket: Duplex): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  http.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    keep(client);
    client.on('error', () => client.destroy());
    const path = (request.url ?? '').split('?', 1)[0]!;
    const upstream = upstreamOf(path);
    if (upstream === undefined) return answer(client, '404 Not Found');
    // A known path, so that no URL leads elsewhere.
    const onward = httpRequest(new URL(request.url!, upstream), { method: request.method, headers: request.headers, timeout: connectMs });
    client.once('close', () => onward.destroy());
    onward.once('timeout', () => onward.destroy(new Error('no answer in time')));
    onward.once('error', (error) => {
      onError(path, error);
      answer(client, '503 Service Unavailable');
    });
    onward.once('response', (response) => {
      client.write(headOf(response));
      response.pipe(client);
    });
    onward.once('upgrade', (response: IncomingMessage, service: Duplex, first: Buffer) => {
      keep(service);
      onward.removeAllListeners('timeout');
      onward.setTimeout(0);
      client.write(headOf(response));
      if (first.length > 0) client.write(first);
      if (head.length > 0) service.write(head);
      join(client, service);
    });
    onward.end();
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
};
