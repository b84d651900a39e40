import { taskDeleted } from '#contracts/events/index';
import type { Database } from '#platform/db/database';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { createHealth } from '#platform/health';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import { newId } from '#platform/ids';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../../test/helpers/database.ts';
import { makeEvent } from '../../../../test/helpers/events.ts';
import { createTestTokens } from '../../../../test/helpers/tokens.ts';
import { getBulkReplay, getBulkReplays, postBulkCommands, postBulkReplay } from '../../routes/bulk-replays.ts';
import { postEdit } from '../../routes/edit.ts';
import { postReplay } from '../../routes/replay.ts';
import { listReplays, type Replay } from '../../store/replays.ts';
import { settleFailedReplay, settleReplay, type DeliveryReport } from '../settle.ts';
import { workOnReplays } from '../worker.ts';

/** A failed event as a test wants it. */
export interface FailureWish {
  event?: object | string;
  consumer?: string;
  topic?: string;
  key?: string | null;
  fingerprint?: string;
  state?: string;
}

/** A failure in the database, with the event that failed. */
export interface Failure {
  id: string;
  event: ReturnType<typeof deletedTask>;
}

/** An event that waits in the outbox. */
export interface Waiting {
  id: string;
  topic: string;
  key: string;
  event: Record<string, unknown> & { type: string; data: Record<string, unknown> };
}

/** The answer to a request. */
export interface Answer {
  status: number;
  body: Record<string, never> & { replay: Replay };
}

/**
 * The replays of ops-service on a real database, with a clock that tests set; the tests
 * play Kafka and the consumers.
 */
export interface ReplayService {
  db: TestDatabase;
  clock: { now: string };
  admin: string;
  adminId: string;
  person: string;
  fail(wish?: FailureWish): Promise<Failure>;
  post(path: string, body?: object, options?: { token?: string | null; key?: string }): Promise<Answer>;
  get(path: string, token?: string | null): Promise<Answer>;
  /** Events that wait to be published: those of replays, or the audit trail. */
  outbox(kind?: 'replays' | 'audit'): Promise<Waiting[]>;
  /** Empties the outbox, as if Kafka had taken everything. */
  drain(): Promise<void>;
  report(report: DeliveryReport): Promise<void>;
  /** Delivers the dead letter of a replay that failed. */
  deadLetter(waiting: Waiting): ReturnType<typeof settleFailedReplay>;
  stateOf(failure: Failure): Promise<string>;
  replaysOf(failure: Failure): Promise<Replay[]>;
  /** One look of a worker, of another replica if need be. */
  work(database?: Database): Promise<void>;
  /** Lets time go by. */
  pass(seconds: number): void;
  /** Opens every connection of the pool, so that requests at once run at once. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/**
 * How long a consumer may take in the tests before a replay counts as unconfirmed, in ms.
 */
export const timeoutMs = 300_000;

/** An event that the tests of replays are about. */
export const deletedTask = (attributes: object = {}) => ({ ...makeEvent(taskDeleted, { task_id: newId() }), ...attributes });

const insertFailure = async (db: Database, event: ReturnType<typeof deletedTask>, wish: FailureWish): Promise<string> => {
  const { topic = 'task-events', key = 'ada', consumer = 'reminder-service', fingerprint = 'a-group', state = 'open' } = wish;
  const [letter, failure] = [newId(), newId()];
  const payload = Buffer.from(typeof wish.event === 'string' ? wish.event : JSON.stringify(event));
  await db.query(
    `insert into dead_letters (id, topic, partition, "offset", key, headers, payload, captured_at, event_id, event_type, user_id, task_id, event_time)
     values ($1, $2, 0, $3, $4, '{}', $5, now(), $6, $7, $8, $9, $10)`,
    [letter, topic, Math.floor(Math.random() * 1e12), key, payload, event.id, event.type, event.partitionkey, event.data.task_id, event.time],
  );
  await db.query(
    `insert into failures (id, dead_letter_id, consumer, reason, explanation, fingerprint, first_failed_at, last_failed_at, state, search)
     values ($1, $2, $3, 'handler_failed', 'it failed', $4, clock_timestamp(), clock_timestamp(), $5, '')`,
    [failure, letter, consumer, fingerprint, state],
  );
  return failure;
};

const inject = async (app: Server, method: 'GET' | 'POST', url: string, options: { body?: object | undefined; headers: Record<string, string> }): Promise<Answer> => {
  const response = await app.inject({ method, url, headers: options.headers, ...(options.body && { payload: options.body }) });
  return { status: response.statusCode, body: response.json() };
};

const bearer = (token: string | null): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` });

/** Builds the replays of ops-service as main.ts does, with a database of their own and no relay. */
export const createReplayService = async (): Promise<ReplayService> => {
  const db = await createTestDatabase('ops-service', [outboxMigrations, inboxMigrations, new URL('../../migrations/', import.meta.url)]);
  const { database } = db;
  const { auth, tokenOf } = await createTestTokens();
  const clock = { now: new Date().toISOString() };
  const now = (): string => clock.now;
  const app = await createServer({ log: silentLog, health: createHealth(), ready: async () => undefined });
  for (const route of [postReplay, postEdit, postBulkReplay, getBulkReplays, getBulkReplay, postBulkCommands]) route(app, { database, auth, now, newId });
  const adminId = newId();
  const admin = await tokenOf(adminId, 'admin');
  return {
    db, clock, admin, adminId,
    person: await tokenOf(newId()),
    fail: async (wish = {}) => {
      const event = deletedTask(typeof wish.event === 'object' ? wish.event : {});
      return { id: await insertFailure(database, event, wish), event };
    },
    post: (path, body, { token = admin, key } = {}) =>
      inject(app, 'POST', path, { body, headers: { ...bearer(token), ...(key === undefined ? {} : { 'idempotency-key': key }) } }),
    get: (path, token = admin) => inject(app, 'GET', path, { headers: bearer(token) }),
    outbox: async (kind = 'replays') =>
      (await database.query<{ id: string; topic: string; key: string; event: string }>('select id, topic, key, event from outbox order by position'))
        .map((row) => ({ ...row, event: JSON.parse(row.event) as Waiting['event'] }))
        .filter(({ topic }) => (topic === 'audit-log') === (kind === 'audit')),
    drain: async () => void (await database.query('delete from outbox')),
    report: (report) => database.transaction((tx) => settleReplay(tx, report)),
    deadLetter: ({ event }) => database.transaction((tx) => settleFailedReplay(tx, event['replayid'])),
    stateOf: async ({ id }) => (await database.query<{ state: string }>('select state from failures where id = $1', [id]))[0]!.state,
    replaysOf: ({ id }) => listReplays(database, id),
    work: (of = database) => workOnReplays({ database: of, now, newId, log: silentLog, timeoutMs }),
    pass: (seconds) => void (clock.now = new Date(Date.parse(clock.now) + seconds * 1000).toISOString()),
    warmUp: async () => void (await Promise.all(Array.from({ length: 20 }, () => database.query('select pg_sleep(0.1)')))),
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
};
