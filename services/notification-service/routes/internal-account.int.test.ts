import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { startMailServer, type MailServer } from '../../../test/helpers/mail-server.ts';
import { openMailServer, type MailServer as Sending } from '../dispatch/mail-server.ts';
import { makeTask, created, reminded } from '../testing/task-events.ts';
import { createTestService, type TestService } from '../testing/test-service.ts';

let service: TestService;
let inbox: MailServer;
let sending: Sending;
beforeAll(async () => {
  inbox = await startMailServer();
  sending = openMailServer({ smtpUrl: inbox.url, connections: 1, timeoutMs: 3_000 });
  service = await createTestService(new Set(), { accountMails: sending });
});
afterAll(async () => {
  sending.close();
  await inbox.close();
  await service.close();
});
afterEach(() => void inbox.mails.splice(0));

const secret = 's'.repeat(43);
const mail = (more: object = {}) => ({ id: newId(), kind: 'reset', to: 'ada@example.org', name: 'Ada', confirmed: true, secret, ...more });
const post = (body: object) => service.send('POST', '/internal/mails', 'sidecar', body);

describe('POST /internal/mails', () => {
  it.each([
    ['reset', true, 'Choose a new password', '/#/reset?token='],
    ['reset', false, 'Confirm your address with a new password', '/#/reset?token='],
    ['confirm', false, 'Confirm your address', '/#/confirm?token='],
  ])('sends a mail for %s (confirmed: %s)', async (kind, confirmed, subject, path) => {
    const wanted = mail({ kind, confirmed, name: null });
    expect((await post(wanted)).json()).toEqual({ taken: true });
    const [received] = inbox.mails;
    expect(received!.to).toEqual(['ada@example.org']);
    expect(received!.mail).toMatchObject({ subject, messageId: `<${wanted.id}@todo.example>` });
    for (const text of [received!.mail.text, received!.mail.html]) expect(text).toContain(`http://todo.example${path}${secret}`);
  });

  it('is for the sidecar only, and takes no headers from a name', async () => {
    expect((await service.send('POST', '/internal/mails', null, mail())).statusCode).toBe(401);
    await post(mail({ name: 'Ada\r\nBcc: eve@example.org' }));
    expect(inbox.mails[0]!.raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/im);
  });

  it('answers 503 where the mail may be taken later, and says so where it never is', async () => {
    inbox.refuseWith(451, 554);
    expect((await post(mail())).statusCode).toBe(503);
    expect((await post(mail())).json()).toEqual({ taken: false });
    expect((await post(mail())).json()).toEqual({ taken: true });
  });

  it('keeps nothing of it', async () => {
    await post(mail());
    const tables = await service.db.database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'notification_service'`);
    for (const { name } of tables) expect(JSON.stringify(await service.db.database.query(`select * from ${name}`))).not.toContain(secret);
  });
});

describe('GET /internal/users/{id}/export', () => {
  it('tells what is kept of a user, and of nobody else', async () => {
    const [ada, bob] = [await service.signUp(), await service.signUp()];
    for (const [user, title] of [[ada, 'hers'], [bob, 'his']] as const) {
      await service.db.database.query(`insert into notifications (id, user_id, kind, task_ids, title, body) values ($1, $2, 'task_created', '{}', $3, '')`, [newId(), user.id, title]);
    }
    const response = await service.send('GET', `/internal/users/${ada.id}/export`, 'sidecar');
    expect(response.json()).toMatchObject({ preferences: { digest_at: '08:00' }, push_subscriptions: [], notifications: [{ title: 'hers' }] });
    expect(response.body).not.toContain('his"');
  });
});

describe('the link of a mail', () => {
  const everything = async (user_id: string): Promise<unknown> =>
    Promise.all(['preferences', 'unsubscribe_tokens', 'deliveries', 'notices', 'notifications'].map((table) => service.db.database.query(`select * from ${table} where user_id = $1 order by 1`, [user_id])));

  it('changes nothing when a scanner opens it, by GET or HEAD', async () => {
    const user = await service.signUp();
    await service.db.database.query(`insert into unsubscribe_tokens (token, user_id, kind, channel) values ($1, $2, 'task_reminder', 'email')`, ['t'.repeat(43) + user.id, user.id]);
    const url = `/unsubscribe/${'t'.repeat(43)}${user.id}`;
    const before = await everything(user.id);
    for (const method of ['GET', 'HEAD'] as const) expect((await service.app.inject({ method, url })).statusCode).toBe(302);
    expect(await everything(user.id)).toEqual(before);
    expect((await service.app.inject({ method: 'POST', url })).statusCode).toBe(200);
    expect(await everything(user.id)).not.toEqual(before);
  });

  it('stays followed: who unsubscribed stays so through what the chat sets and what happens next', async () => {
    const user = await service.signUp();
    await service.db.database.query(`insert into unsubscribe_tokens (token, user_id, kind, channel) values ($1, $2, 'task_reminder', 'email')`, ['u'.repeat(43) + user.id, user.id]);
    await service.app.inject({ method: 'POST', url: `/unsubscribe/${'u'.repeat(43)}${user.id}` });
    await service.send('PUT', `/internal/users/${user.id}/preferences`, 'sidecar', { quiet_hours: null });
    const task = makeTask(user.id);
    await service.consume(created(task), reminded(task));
    expect((await service.events(user, 'notification.requested')).map(({ data }) => data.channel)).not.toContain('email');
    expect((await service.send('GET', '/notification-preferences', user)).json()).toMatchObject({ task_reminder: { email: 'off', in_app: 'now' } });
  });
});
