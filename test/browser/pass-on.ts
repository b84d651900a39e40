import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { bulkBody } from '../helpers/events.ts';

/**
 * Takes the place of the sidecars and Kafka: published events are passed on at once, and
 * invocations are made.
 */
export interface PassOn {
  port: number;
  close(): Promise<void>;
}

interface Subscription {
  scopes: string[];
  spec: { topic: string; routes: { default: string } };
}

/**
 * Who subscribes to what, according to the files in subscriptions/; each of these services
 * takes its topics in bulk.
 */
export const subscriptions: readonly Subscription[] = readdirSync(`${projectRoot}/subscriptions`).filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(readFileSync(`${projectRoot}/subscriptions/${file}`, 'utf8')).map((document) => document.toJS() as Subscription | null))
  .filter((document): document is Subscription => document?.spec?.topic !== undefined);

/**
 * Passes events and calls on between services that listen on these ports; an event that a
 * service refuses does not come again.
 */
export const startPassOn = async (ports: () => Readonly<Record<string, number>>): Promise<PassOn> => {
  const deliver = async (topic: string, event: unknown): Promise<void> => {
    const takers = subscriptions.filter(({ spec }) => spec.topic === topic).flatMap((subscription) => subscription.scopes.map((app) => ({ app, subscription })));
    await Promise.all(takers.map(async ({ app, subscription }) => {
      const port = ports()[app];
      if (port === undefined) return;
      await fetch(`http://127.0.0.1:${port}${subscription.spec.routes.default}`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(bulkBody([event], topic)),
      }).catch(() => undefined);
    }));
  };
  const publish = async (topic: string, body: string): Promise<void> => {
    for (const { event } of JSON.parse(body) as { event: unknown }[]) await deliver(topic, event);
  };
  const invoke = async ({ method, headers }: IncomingMessage, [app, path]: [string, string], body: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${ports()[app]}/${path}`, { method: method!, headers: { 'content-type': headers['content-type'] ?? 'application/json' }, ...(body !== '' && { body }) });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const [, published] = /^\/v1\.0-alpha1\/publish\/bulk\/[^/]+\/(.+)$/.exec(request.url!) ?? [];
    const [, app, path] = /^\/v1\.0\/invoke\/([^/]+)\/method\/(.+)$/.exec(request.url!) ?? [];
    if (published !== undefined) {
      await publish(published, body);
      return void response.writeHead(204).end();
    }
    // The SDK first asks whether there is a sidecar, and does not take an empty answer for
    // one.
    if (app === undefined) return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"pass-on"}');
    const called = await invoke(request, [app, path!], body);
    response.writeHead(called.status, { 'content-type': called.headers.get('content-type') ?? 'application/json' }).end(await called.text());
  };
  const server = createServer((request, response) => void answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
