import { outboxMigrations } from '#platform/db/migrate';
import { createHealth } from '#platform/health';
import { createAuth } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import type { Server } from '#platform/http/server';
import { newId } from '#platform/ids';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/helpers/database.ts';
import { buildApp } from '../app.ts';
import type { Deps } from '../context.ts';
import { createPasswords } from '../auth/passwords.ts';
import { createTokens, newSigningKey } from '../auth/tokens.ts';

/** The token that the sidecar of the tests sends. */
export const appToken = 'an-app-token-for-tests';

/** A logged-in user of a test. */
export interface TestUser {
  id: string;
  email: string;
  token: string;
}

/** What a request of a test says beside method, path and user. */
export interface Extras {
  body?: unknown;
  headers?: Record<string, string>;
}

/** An event as its outbox row has it. */
export interface StoredEvent {
  type: string;
  topic: string;
  key: string;
  subject: string;
  sequence: string;
  channel: string;
  correlationid: string;
  data: Record<string, unknown> & { user_seq?: number };
}

/** chat-api on a real database. */
export interface TestApp {
  db: TestDatabase;
  app: Server;
  signUp(time_zone?: string): Promise<TestUser>;
  send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, user: TestUser | null, extras?: Extras): ReturnType<typeof inject>;
  /** The events of a user that wait to be published, in their order. */
  events(user: TestUser, topic?: string): Promise<StoredEvent[]>;
  close(): Promise<void>;
}

const inject = (app: Server, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, { body, headers = {} }: Extras) =>
  app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body as object }) });

/** Builds chat-api as main.ts does, with a database of its own. */
export const createTestApp = async ({ perUser = 100_000, ...overrides }: Partial<Deps> & { perUser?: number } = {}): Promise<TestApp> => {
  const db = await createTestDatabase('chat-api', [outboxMigrations, new URL('../migrations/', import.meta.url)]);
  const tokens = await createTokens(await newSigningKey(), { issuer: 'test', hours: 1 });
  const app = await buildApp({
    database: db.database,
    auth: createAuth(tokens.keys, 'test', createUserLimit(perUser)),
    tokens,
    passwords: await createPasswords(2),
    askNotifications: async () => 'no notifications in this test',
    health: createHealth(),
    log: silentLog,
    wakeRelay: () => undefined,
    appToken,
    ready: async () => undefined,
    now: () => new Date().toISOString(),
    newId,
    adminEmails: ['admin@todo.local'],
    loginAttempts: 3,
    addressLimit: 100_000,
    ...overrides,
  });
  const send: TestApp['send'] = (method, url, user, { body, headers = {} } = {}) =>
    inject(app, method, url, { body, headers: { ...(user === null ? {} : { authorization: `Bearer ${user.token}` }), ...headers } });
  return {
    db,
    app,
    send,
    signUp: async (time_zone = 'Europe/Berlin') => {
      const email = `${newId()}@example.org`;
      const response = await send('POST', '/auth/register', null, { body: { email, password: 'correct horse', time_zone } });
      const { token, user } = response.json<{ token: string; user: { id: string } }>();
      return { id: user.id, email, token };
    },
    events: async (user, topic) => {
      const rows = await db.database.query<{ topic: string; key: string; event: string }>(
        'select topic, key, event from outbox where key = $1 and ($2::text is null or topic = $2) order by position',
        [user.id, topic ?? null],
      );
      return rows.map(({ event, ...row }) => ({ ...row, ...(JSON.parse(event) as Omit<StoredEvent, 'topic' | 'key'>) }));
    },
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
};
