import { fastify } from 'fastify';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from '#contracts/events/index';
import type { Database } from '#platform/db/database';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import type { ServiceDefinition } from '#platform/service/definition';
import { services } from '../../services/catalogue.ts';
import type { Service } from '../../services/service-entry.ts';
import { consumersOf } from '../../tools/contracts/consumers.ts';
import { readReleases } from '../../tools/contracts/releases.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { testParts } from '../helpers/parts.ts';

/** The sidecar of a service that stores nothing itself: whoever is asked did what it was asked. */
const sidecar = fastify();
let port: number;
beforeAll(async () => {
  sidecar.addContentTypeParser('application/cloudevents+json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  sidecar.get('/v1.0/metadata', async () => ({}));
  sidecar.all('/v1.0/invoke/*', async () => ({ created: true, task: { id: newId() } }));
  sidecar.post('/v1.0/publish/*', async (_request, reply) => reply.code(204).send());
  await sidecar.listen({ port: 0, host: '127.0.0.1' });
  port = (sidecar.server.address() as AddressInfo).port;
});
afterAll(() => sidecar.close());

const openStorage = async ({ id, database }: Service): Promise<{ database: Database | undefined; drop(): Promise<void> }> => {
  if (database !== true) return { database: undefined, drop: async () => undefined };
  const { migrations } = (await import(`../../services/${id}/migrations.ts`)) as { migrations: URL[] };
  return createTestDatabase(id, migrations);
};

/** A consumer with its own handlers, on tables of its own. */
const open = async (entry: Service) => {
  const { service } = (await import(`../../services/${entry.id}/service.ts`)) as { service: ServiceDefinition<never, Database | undefined, never> };
  const { database, drop } = await openStorage(entry);
  const context = await service.context(testParts(service.config, database, { DAPR_HTTP_PORT: String(port) }) as never);
  const { app, consume } = await buildService({ ...service, plugins: [], routes: [], internalRoutes: [] }, context);
  return { consume, close: () => app.close().then(drop) };
};

/** The same event about a person and a task that nobody knows. */
const aboutOthers = (event: object): Record<string, unknown> => {
  const ids = new Map<string, string>();
  const text = JSON.stringify(event).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => ids.get(id) ?? ids.set(id, newId()).get(id)!);
  return JSON.parse(text) as Record<string, unknown>;
};

const topics = new Map<string, string>(events.map(({ type, topic }) => [type, topic.name]));
const golden = readReleases()
  .flatMap(({ number, golden }) => Object.entries(golden).map(([type, event]) => ({ number, type, event })))
  // Retired types have nothing left to replay.
  .filter(({ type }) => topics.has(type));
const consumers = services.filter(({ id }) => events.some(({ type }) => consumersOf(type).some((consumer) => consumer.id === id)));

describe.each(consumers)('at $id', (entry) => {
  let consumer: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    consumer = await open(entry);
  });
  afterAll(() => consumer.close());

  const expected = (type: string): string => (consumersOf(type).some(({ id }) => id === entry.id) ? 'done' : 'ignored');

  it.each(golden.map((one) => ({ ...one, expected: expected(one.type) })))('$type as release $number wrote it is $expected', async ({ type, event, expected }) => {
    // As an operator replays a dead letter.
    const body = { ...aboutOthers(event), replaytarget: entry.id, replayid: newId() };
    expect(await consumer.consume([{ body, topic: topics.get(type)!, partition: 0, offset: '7' }])).toEqual([expected]);
  });
});
