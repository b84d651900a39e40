import webPush from 'web-push';
import type { Verdict } from '#platform/delivery/consumer';
import type { Server } from '#platform/http/server';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import { createTestDatabase, type TestDatabase } from '../../../test/helpers/database.ts';
import { appToken, testParts } from '../../../test/helpers/parts.ts';
import { createTestTokens } from '../../../test/helpers/tokens.ts';
import type { CompleteTask } from '../complete-task.ts';
import { notificationConfig } from '../config.ts';
import type { Deps } from '../context.ts';
import type { AllowedEndpoints } from '../dispatch/public-address.ts';
import { createMailActs, type MailActs } from '../mail-acts.ts';
import { migrations } from '../migrations.ts';
import { service } from '../service.ts';
import type { FindUser, User } from '../users.ts';

/** A user in a test. */
export interface TestUser {
  id: string;
  token: string;
}

/** An event as stored in its outbox row. */
export interface StoredEvent {
  id: string;
  type: string;
  subject?: string;
  correlationid: string;
  causationid?: string;
  data: { notification_id: string; kind: string; channel: string; title: string; body: string; task_ids: string[]; reason?: string; attempts?: number };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** notification-service on a real database, with a clock and a user directory that tests set. */
export interface TestService {
  db: TestDatabase;
  app: Server;
  users: Map<string, User>;
  clock: { now: string };
  findUser: FindUser;
  /** The completions that chat-api was asked for. */
  completions: { user_id: string; task_id: string }[];
  vapid: { publicKey: string; privateKey: string };
  mailActs: MailActs;
  allowed: Set<string>;
  signUp(time_zone?: string): Promise<TestUser>;
  send(method: Method, url: string, user: TestUser | 'sidecar' | null, body?: unknown): ReturnType<typeof inject>;
  consume(...events: unknown[]): Promise<Verdict[]>;
  /** Runs one tick of the clock at an instant. */
  tick(now: string): Promise<void>;
  /** A user's events of a type that wait to be published, in order. */
  events(user: TestUser, type?: string): Promise<StoredEvent[]>;
  /**
   * Delivers a user's requests back to this service, as Kafka does; returns how many there
   * were.
   */
  loop(user: TestUser): Promise<number>;
  close(): Promise<void>;
}

const headersOf = (user: TestUser | 'sidecar' | null): Record<string, string> => {
  if (user === null) return {};
  return user === 'sidecar' ? { 'dapr-api-token': appToken } : { authorization: `Bearer ${user.token}` };
};

const inject = (app: Server, method: Method, url: string, options: { body: unknown; headers: Record<string, string> }) =>
  app.inject({ method, url, headers: options.headers, ...(options.body === undefined ? {} : { payload: options.body as object }) });

/** Builds notification-service as main.ts does, with a database of its own and no workers. */
export const createTestService = async (allowed: AllowedEndpoints = new Set(), more: Partial<Deps> = {}): Promise<TestService> => {
  const db = await createTestDatabase('notification-service', migrations);
  const { auth, tokenOf } = await createTestTokens();
  const users = new Map<string, User>();
  const clock = { now: new Date().toISOString() };
  const findUser: FindUser = async (id) => users.get(id) ?? null;
  const completions: TestService['completions'] = [];
  const completeTask: CompleteTask = async (task) => (completions.push(task), users.has(task.user_id) ? 'buy milk' : null);
  const vapid = webPush.generateVAPIDKeys();
  const mailActs = createMailActs(vapid.privateKey);
  const allowedEndpoints = new Set(allowed);
  const parts = testParts(notificationConfig, db.database);
  const { app, consume } = await buildService(service, { ...(await service.context(parts)), auth, findUser, completeTask, now: () => clock.now, vapid, mailActs, allowedEndpoints, ...more });
  const deliver = (...events: unknown[]): Promise<Verdict[]> =>
    consume(events.map((body, i) => ({ body, topic: 'test', partition: 0, offset: String(i) })));
  const events: TestService['events'] = async (user, type) =>
    (await db.database.query<{ event: string }>('select event from outbox where key = $1 order by position', [user.id]))
      .map(({ event }) => JSON.parse(event) as StoredEvent)
      .filter((event) => type === undefined || event.type === type);
  const send: TestService['send'] = (method, url, user, body) => inject(app, method, url, { body, headers: headersOf(user) });
  return {
    db, app, users, clock, findUser, completions, vapid, mailActs, allowed: allowedEndpoints, events, send,
    consume: deliver,
    signUp: async (time_zone = 'Europe/Berlin') => {
      const id = newId();
      users.set(id, { email: `${id}@example.org`, name: 'Ada', time_zone, confirmed: true });
      return { id, token: await tokenOf(id) };
    },
    tick: async (now) => {
      clock.now = now;
      const response = await send('POST', '/clock/notifications', 'sidecar');
      if (response.statusCode !== 200) throw new Error(`the tick failed: ${response.body}`);
    },
    loop: async (user) => {
      const requests = await events(user, 'notification.requested');
      for (const request of requests) await deliver(request);
      return requests.length;
    },
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
};
