import { ownIssuer } from '#platform/config';
import type { Server } from '#platform/http/server';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import { createTestDatabase, type TestDatabase } from '../../../test/helpers/database.ts';
import { testParts } from '../../../test/helpers/parts.ts';
import { chatConfig } from '../config.ts';
import type { Deps } from '../context.ts';
import { migrations } from '../migrations.ts';
import { service } from '../service.ts';

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
  send(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, user: TestUser | null, extras?: Extras): ReturnType<typeof inject>;
  /** The events of a user that wait to be published, in their order. */
  events(user: TestUser, topic?: string): Promise<StoredEvent[]>;
  close(): Promise<void>;
}

const inject = (app: Server, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, { body, headers = {} }: Extras) =>
  app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body as object }) });

/**
 * Builds chat-api on a database of its own, without the rest of the browser's origin; `env`
 * sets what main.ts reads.
 */
export const createTestApp = async ({ env = {}, ...overrides }: Partial<Deps> & { env?: Record<string, string> } = {}): Promise<TestApp> => {
  const db = await createTestDatabase('chat-api', migrations);
  const parts = testParts(chatConfig, db.database, { AUTH_ISSUER: ownIssuer, RATE_LIMIT_PER_MINUTE: '100000', LOGIN_ATTEMPTS: '3', PASSWORD_HASHES_AT_ONCE: '2', ...env });
  const { gateway: _none, ...context } = await service.context(parts);
  const { app } = await buildService(service, {
    ...context,
    askNotifications: async () => 'no notifications in this test',
    askNotices: async () => ({}),
    adminEmails: ['admin@todo.local'],
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
