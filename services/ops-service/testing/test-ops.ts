import type { z } from 'zod';
import { deliveryReported } from '#contracts/events/index';
import type { Failure } from '#contracts/http/ops/failures';
import type { Database } from '#platform/db/database';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import type { TestConsumer } from '../../../test/helpers/consumer.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/helpers/database.ts';
import { makeEvent } from '../../../test/helpers/events.ts';
import { appToken, testParts } from '../../../test/helpers/parts.ts';
import { createTestTokens, type TestTokens } from '../../../test/helpers/tokens.ts';
import { opsConfig } from '../config.ts';
import { migrations } from '../migrations.ts';
import { service } from '../service.ts';
import { headersAt, rawBody, type TestPlace } from './kafka-says.ts';

type Report = z.input<(typeof deliveryReported)['data']>;

/** The answer to a request. */
export interface Answer<T> {
  status: number;
  body: T;
}

/**
 * ops-service without its background work, on a real database; the tests play Kafka and
 * the consumers.
 */
export interface TestOps extends TestConsumer {
  db: TestDatabase;
  /** Its own pool. */
  database: Database;
  tokens: TestTokens;
  admin: string;
  adminId: string;
  person: string;
  /** Delivers a dead letter as the sidecar does; returns the status. */
  deadLetter(payload: Uint8Array | string, place: TestPlace, at: number, more?: { topic?: string; headers?: Record<string, string> }): Promise<number>;
  /** Delivers a report; returns the status. */
  report(report: Partial<Report>, at: number, attributes?: object): Promise<number>;
  call<T>(method: 'GET' | 'POST', path: string, options?: { token?: string | null; body?: object }): Promise<Answer<T>>;
  /** Asks as another service does, through the sidecar. */
  ask<T>(path: string, body: object): Promise<Answer<T>>;
  /** The failures that match a query of the list. */
  failures(query?: string): Promise<Failure[]>;
  close(): Promise<void>;
}

/** The report of a failed try, as a consumer writes it. */
export const failedTry = (event: { id: string | null; type: string | null }, place: TestPlace | null, more: Partial<Report> = {}): Report => ({
  consumer: 'reminder-service', event_id: event.id, event_type: event.type, topic: place?.topic ?? 'task-events', partition: place?.partition ?? null,
  offset: place === null ? null : String(place.offset), attempt: 1, outcome: 'failed', error_class: 'TypeError', message: 'it broke', stack: 'at x.ts:1', build: 'b1',
  ...more,
});

/** Builds ops-service, or a further replica of an existing one. */
export const createTestOps = async (first?: TestOps): Promise<TestOps> => {
  const db = first?.db ?? (await createTestDatabase('ops-service', migrations));
  const database = first === undefined ? db.database : db.open();
  const tokens = first?.tokens ?? (await createTestTokens());
  const { auth, tokenOf } = tokens;
  const parts = testParts(opsConfig, database);
  const { app, consume, outage } = await buildService(service, { ...(await service.context(parts)), auth });
  const adminId = newId();
  const admin = await tokenOf(adminId, 'admin');
  const deliver = async (topic: string, headers: Record<string, string>, payload: string): Promise<number> =>
    (await app.inject({ method: 'POST', url: `/events/${topic}`, headers: { ...headers, 'dapr-api-token': appToken }, payload })).statusCode;
  const call: TestOps['call'] = async (method, url, { token = admin, body } = {}) => {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await app.inject({ method, url, headers, ...(body && { payload: body }) });
    return { status: response.statusCode, body: response.json() };
  };
  let reports = 0;
  return {
    consume, outage, health: parts.health, db, database, tokens, admin, adminId, call,
    ask: async (url, payload) => {
      const response = await app.inject({ method: 'POST', url, headers: { 'dapr-api-token': appToken }, payload });
      return { status: response.statusCode, body: response.json() };
    },
    person: await tokenOf(newId()),
    deadLetter: (payload, place, at, { topic = `dlq.${place.topic}`, headers = {} } = {}) => deliver(topic, headersAt(place, at, headers), rawBody(payload, topic)),
    report: (report, at, attributes = {}) => {
      const data = { ...failedTry({ id: null, type: null }, null), ...report };
      const event = makeEvent(deliveryReported, data, { time: new Date(at).toISOString(), ...attributes });
      return deliver('delivery-reports', headersAt({ topic: 'delivery-reports', partition: 0, offset: (reports += 1) }, at), rawBody(JSON.stringify(event)));
    },
    failures: async (query = 'state=all') => {
      const { status, body } = await call<{ items: Failure[] }>('GET', `/ops/dead-letters?${query}`);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.items;
    },
    close: async () => {
      await app.close();
      if (first === undefined) await db.drop();
    },
  };
};
