import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRecorded } from '#contracts/events/index';
import type { Database } from '#platform/db/database';
import type { Server } from '#platform/http/server';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import { createTestDatabase, goesOn, type TestDatabase } from '../../test/helpers/database.ts';
import { bulkBody, makeEvent } from '../../test/helpers/events.ts';
import { appToken, testParts } from '../../test/helpers/parts.ts';
import { createTestTokens } from '../../test/helpers/tokens.ts';
import { auditConfig } from './config.ts';
import { migrations } from './migrations.ts';
import { service } from './service.ts';
import { eraseRequested } from './store/erasures.ts';
import { eraseUser, pruneEntries } from './store/maintenance.ts';
import { verifyChains } from './verify-chains.ts';

let db: TestDatabase;
let app: Server;
let admin: string;
let user: string;

beforeAll(async () => {
  db = await createTestDatabase('audit-service', migrations);
  const { auth, tokenOf } = await createTestTokens();
  [admin, user] = await Promise.all([tokenOf(newId(), 'admin'), tokenOf(newId())]);
  ({ app } = await buildService(service, { ...testParts(auditConfig, db.database), auth }));
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

const recorded = (userId: string, after: object = { title: 'buy milk' }, attributes = {}) =>
  makeEvent(
    auditRecorded,
    { actor: userId, operation: 'task.created', source: 'chat', task_id: newId(), before: null, after: after as Record<string, unknown> },
    { partitionkey: userId, ...attributes },
  );

const deliver = async (events: unknown[]): Promise<string[]> => {
  const response = await app.inject({ method: 'POST', url: '/events/audit-log', headers: { 'dapr-api-token': appToken }, payload: bulkBody(events, 'audit-log') });
  expect(response.statusCode).toBe(200);
  return response.json<{ statuses: { status: string }[] }>().statuses.map(({ status }) => status);
};

const get = (url: string, token = admin) => app.inject({ url, headers: { authorization: `Bearer ${token}` } });
const items = async (query: string) => (await get(`/audit?${query}`)).json<{ items: Record<string, unknown>[]; next_cursor: string | null }>();
const verdict = async () => (await get('/audit/verify')).json<{ ok: boolean; entries: number; chains: { problem: { reason: string } | null }[] }>();

describe('the audit trail', () => {
  it('says by which assistant something was done, finds it by that name, and forgets it with the rest', async () => {
    const userId = newId();
    const event = recorded(userId);
    await deliver([{ ...event, data: { ...event.data, assistant: 'helper of ada' } }, recorded(userId)]);
    const { items: found } = await items(`user_id=${userId}`);
    expect(found.map(({ assistant }) => assistant)).toEqual([null, 'helper of ada']);
    expect((await items(`user_id=${userId}&q=helper`)).items.map(({ event_id }) => event_id)).toEqual([event.id]);
    expect((await get(`/audit/export?format=csv&user_id=${userId}`)).body).toContain(',helper of ada');
    await eraseUser(db.database, userId, { stopping: goesOn });
    expect(JSON.stringify(await db.database.query('select * from audit_entries'))).not.toContain('helper of ada');
    expect(await verdict()).toMatchObject({ ok: true });
  });

  it('keeps each event once, with who, what, when, before and after', async () => {
    const userId = newId();
    const event = recorded(userId);
    expect(await deliver([event, event])).toEqual(['SUCCESS', 'SUCCESS']);
    expect(await deliver([event])).toEqual(['SUCCESS']);
    const { items: found } = await items(`user_id=${userId}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ event_id: event.id, actor: userId, operation: 'task.created', source: 'chat', before: null, after: { title: 'buy milk' } });
  });

  it('asks for a broken event again and appends the others of its batch', async () => {
    const userId = newId();
    expect(await deliver([recorded(userId), { ...recorded(userId), data: {} }, recorded(userId)])).toEqual(['SUCCESS', 'RETRY', 'SUCCESS']);
    expect((await items(`user_id=${userId}`)).items).toHaveLength(2);
  });

  it('leaves nothing behind of an event whose handling fails, and appends the others of its batch', async () => {
    const userId = newId();
    const poison = 'a user id with a zero byte, which PostgreSQL text cannot hold: \u0000';
    expect(await deliver([recorded(userId), recorded(poison), recorded(userId)])).toEqual(['SUCCESS', 'RETRY', 'SUCCESS']);
    expect((await items(`user_id=${userId}`)).items).toHaveLength(2);
    expect((await verdict()).ok).toBe(true);
  });

  it('shows texts that only JSON can hold', async () => {
    const userId = newId();
    await deliver([recorded(userId, { title: 'zero \u0000 byte' })]);
    expect((await items(`user_id=${userId}`)).items[0]).toMatchObject({ after: { title: 'zero \u0000 byte' } });
  });

  it('finds by task, operation, time and words, page by page', async () => {
    const userId = newId();
    const events = Array.from({ length: 7 }, (_, i) => recorded(userId, { title: `walk number${i}` }));
    await deliver(events);
    expect((await items(`task_id=${events[2]!.data.task_id}`)).items).toHaveLength(1);
    expect((await items(`user_id=${userId}&q=number3`)).items.map((entry) => entry['event_id'])).toEqual([events[3]!.id]);
    expect((await items(`user_id=${userId}&operation=task.deleted`)).items).toEqual([]);
    expect((await items(`user_id=${userId}&to=2020-01-01T00:00:00Z`)).items).toEqual([]);
    const seen: unknown[] = [];
    for (let cursor = ''; ; ) {
      const page = await items(`user_id=${userId}&limit=3${cursor}`);
      seen.push(...page.items.map((entry) => entry['event_id']));
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(seen).toEqual(events.map(({ id }) => id).reverse());
  });

  it('says that an exactly full page is the last', async () => {
    const userId = newId();
    await deliver([recorded(userId), recorded(userId)]);
    expect((await items(`user_id=${userId}&limit=2`)).next_cursor).toBeNull();
    expect((await items(`user_id=${userId}&limit=1`)).next_cursor).not.toBeNull();
  });

  it('bounds a page by bytes, and goes on after it', async () => {
    const userId = newId();
    const large = Array.from({ length: 7 }, (_, i) => recorded(userId, { title: `${i}${'x'.repeat(900_000)}` }));
    for (const event of large) await deliver([event]);
    const first = await items(`user_id=${userId}`);
    expect(first.items).toHaveLength(4);
    const second = await items(`user_id=${userId}&cursor=${first.next_cursor}`);
    expect([second.items.length, second.next_cursor]).toEqual([3, null]);
  });

  it('finds letters however they are composed', async () => {
    const userId = newId();
    await deliver([recorded(userId, { title: 'cafe\u0301 au lait' })]);
    expect((await items(`user_id=${userId}&q=caf%C3%A9`)).items).toHaveLength(1);
    expect((await items(`user_id=${userId}&q=cafe%CC%81`)).items).toHaveLength(1);
  });

  it('goes on with an export that broke off', async () => {
    const userId = newId();
    await deliver([recorded(userId), recorded(userId), recorded(userId)]);
    const all = (await get(`/audit/export?user_id=${userId}`)).body.trim().split('\n');
    const { id } = JSON.parse(all[0]!) as { id: number };
    expect((await get(`/audit/export?user_id=${userId}&cursor=${id}`)).body.trim().split('\n')).toEqual(all.slice(1));
  });

  it.each(['q=%00', 'user_id=%00', 'from=0000-01-01T00:00:00Z', 'to=2026-02-30T00:00:00Z'])('refuses %s', async (query) =>
    expect((await get(`/audit?${query}`)).statusCode).toBe(400),
  );

  it('exports as NDJSON and as CSV that no spreadsheet runs', async () => {
    const userId = newId();
    await deliver([recorded(userId, { title: '=HYPERLINK("x")' })]);
    const ndjson = await get(`/audit/export?user_id=${userId}`);
    expect(JSON.parse(ndjson.body)).toMatchObject({ user_id: userId, after: { title: '=HYPERLINK("x")' } });
    const csv = await get(`/audit/export?format=csv&user_id=${userId}`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.split('\r\n')).toHaveLength(3);
    expect(csv.body.split('\r\n')[1]).not.toMatch(/(^|,)=/);
  });

  it('exports CSV in which no text breaks a line or a cell, with a byte order mark for spreadsheets that want one', async () => {
    const userId = newId();
    const event = recorded(userId, { title: 'ü' });
    await deliver([{ ...event, data: { ...event.data, operation: '=1+1', actor: 'two\nlines, "quoted"' } }]);
    const url = `/audit/export?format=csv&user_id=${userId}`;
    const plain = (await get(url)).body;
    expect(plain.split('\r\n')).toHaveLength(3);
    expect(plain).toMatch(/^id,event_id,/);
    expect(plain).toContain(`,"two\nlines, ""quoted""",'=1+1,`);
    expect(plain).toMatch(/,"\{""title"":""ü""\}",\d+,\d+,[0-9a-f]{64},false,\r\n$/);
    expect((await get(`${url}&bom=1`)).body).toBe(`\uFEFF${plain}`);
  });

  it('is for administrators only, and says what is wrong with a query', async () => {
    for (const url of ['/audit', '/audit/export', '/audit/verify']) {
      expect((await app.inject({ url })).statusCode).toBe(401);
      expect((await get(url, user)).statusCode).toBe(403);
    }
    const bad = await get('/audit?from=yesterday&nonsense=1');
    expect(bad.statusCode).toBe(400);
    expect(bad.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field).sort()).toEqual(['from', 'nonsense']);
  });

  it('takes events only with the app token', async () => {
    const response = await app.inject({ method: 'POST', url: '/events/audit-log', payload: bulkBody([recorded(newId())], 'audit-log') });
    expect(response.statusCode).toBe(401);
  });
});

describe('the hash chains', () => {
  it('verify after any number of batches, also concurrent ones', async () => {
    await Promise.all(Array.from({ length: 8 }, () => deliver(Array.from({ length: 20 }, () => recorded(newId())))));
    expect(await verdict()).toMatchObject({ ok: true });
  });

  it('still verify after a person is erased, whose data is then gone', async () => {
    const userId = newId();
    await deliver([recorded(userId, { title: 'very private' })]);
    expect(await eraseUser(db.database, userId, { stopping: goesOn })).toBe(1);
    expect((await items(`user_id=${userId}`)).items).toEqual([]);
    expect((await items('q=private')).items).toEqual([]);
    expect((await verdict()).ok).toBe(true);
  });

  it('still verify after old entries are pruned', async () => {
    await deliver([recorded(newId())]);
    expect(await pruneEntries(db.database, 400)(goesOn)).toBe(0);
    expect(await pruneEntries(db.database, 0)(goesOn)).toBeGreaterThan(0);
    expect((await verdict()).entries).toBe(0);
    await deliver([recorded(newId()), recorded(newId())]);
    expect(await verdict()).toMatchObject({ ok: true, entries: 2 });
  });

  it('are verified on one snapshot: what is pruned meanwhile is not missed', async () => {
    await Promise.all([deliver([recorded(newId())]), deliver([recorded(newId())])]);
    let pruned = 0;
    const pruning: Database = {
      ...db.database,
      transaction: (work) =>
        db.database.transaction(async (tx) =>
          work({
            ...tx,
            query: async (sql, values) => {
              const rows = await tx.query(sql, values);
              if (sql.includes('from audit_heads order by chain')) pruned += await pruneEntries(db.database, 0)(goesOn);
              return rows as never;
            },
          }),
        ),
    };
    expect(await verifyChains(pruning, new AbortController().signal)).toMatchObject({ ok: true });
    expect(pruned).toBeGreaterThan(1);
  });

  it('are no longer verified once the client has left', async () => {
    const left = new AbortController();
    left.abort(new Error('the client has left'));
    await expect(verifyChains(db.database, left.signal)).rejects.toThrow('the client has left');
  });

  it('are pruned in batches that appends do not wait for long', async () => {
    const userId = newId();
    for (let i = 0; i < 50; i++) await deliver(Array.from({ length: 100 }, () => recorded(userId)));
    const steps: number[] = [];
    const counting: Database = {
      ...db.database,
      transaction: async (work) => {
        const result = await db.database.transaction(work);
        steps.push(result as number);
        return result;
      },
    };
    await pruneEntries(counting, 0)(goesOn);
    expect(steps.filter((count) => count === 1_000)).toHaveLength(5);
    expect(await verdict()).toMatchObject({ ok: true, entries: 0 });
  });

  it('are emptied of a user who has deleted their account, but for the entry that says so, and still verify', async () => {
    const [gone, other] = [newId(), newId()];
    const deletion = makeEvent(auditRecorded, { actor: gone, operation: 'user.deleted', source: 'api', task_id: null, before: null, after: null }, { partitionkey: gone });
    await deliver([recorded(gone), recorded(other), recorded(gone), deletion]);
    expect(await eraseRequested(db.database)(goesOn)).toBe(2);
    expect((await items(`user_id=${gone}`)).items).toMatchObject([{ operation: 'user.deleted', erased: false }]);
    expect((await items(`user_id=${other}`)).items).toHaveLength(1);
    expect(await db.database.query('select entries from erasures where user_id = $1 and erased_at is not null', [gone])).toEqual([{ entries: 2 }]);
    expect(await verdict()).toMatchObject({ ok: true });
    expect(await eraseRequested(db.database)(goesOn)).toBe(0);
  });

  it('cannot be changed, and show it when somebody does', async () => {
    await deliver(Array.from({ length: 5 }, () => recorded('one-user')));
    await expect(db.database.query(`update audit_entries set operation = 'x'`)).rejects.toThrow('append-only');
    await expect(db.database.query('delete from audit_entries')).rejects.toThrow('append-only');
    await expect(db.database.query('truncate audit_entries')).rejects.toThrow('append-only');
    const tamper = async (sql: string) =>
      db.database.transaction(async (tx) => {
        await tx.query('alter table audit_entries disable trigger user');
        await tx.query(sql);
        await tx.query('alter table audit_entries enable trigger user');
      });
    const last = `(select max(position) from audit_entries where user_id = 'one-user')`;
    await tamper(`update audit_entries set operation = 'task.deleted' where user_id = 'one-user' and position = ${last}`);
    expect((await verdict()).chains.flatMap(({ problem }) => problem?.reason ?? [])).toEqual(['the column operation was changed']);
    await tamper(`update audit_entries set operation = 'task.created' where user_id = 'one-user'`);
    expect((await verdict()).ok).toBe(true);
    await tamper(`delete from audit_entries where user_id = 'one-user' and position = ${last}`);
    expect((await verdict()).chains.flatMap(({ problem }) => problem?.reason ?? [])[0]).toMatch(/missing at the end/);
  });
});
