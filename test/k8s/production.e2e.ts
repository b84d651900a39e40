import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '../e2e/client.ts';
import type { Sql } from '../oracle/sql.ts';
import { ensureCluster } from './cluster.ts';
import { deploy, findOrigin, restart } from './deployment.ts';
import { endForwards, forward, kube, runInside } from './kube.ts';
import { sqlOn, underLoad } from './load.ts';
import { prepareProduction } from './production/prepare.ts';

let cluster: { down: () => void };
let origin: string;
let sql: Sql;

// With roles, accounts and Secrets made for it, and so only on a cluster of its own.
describe.runIf(process.env['KUBECONFIG'] === undefined)('the production overlay', () => {
  beforeAll(async () => {
    cluster = await ensureCluster();
    await prepareProduction();
    await deploy('test/k8s/production');
    origin = await findOrigin();
    sql = sqlOn(await forward('postgres', 5432));
  }, 1_500_000);
  afterAll(() => {
    endForwards();
    cluster?.down();
  }, 120_000);

  it('leads from a chat message to the audit trail, with least privilege everywhere', async () => {
    const ada = await signUp(origin);
    await ada.say('add buy milk tomorrow 9am');
    const entries = (): Promise<object[]> => sql('select operation from audit_service.audit_entries where user_id::text = $1', [ada.id]);
    await expect.poll(entries, { timeout: 60_000, interval: 500 }).toEqual([{ operation: 'task.created' }]);
  });

  it('makes an administrator by command only', async () => {
    const email = `admin-${Date.now()}@example.org`;
    const someone = await signUp(origin, {}, email);
    expect((await someone.call('GET', '/audit')).status).toBe(403);
    expect(await kube('-n', 'todo', 'exec', 'deployment/chat-api', '-c', 'app', '--', 'node', 'services/chat-api/make-admin.ts', email)).toContain('Done');
    const { body } = await someone.call<{ token: string }>('POST', '/auth/login', { email, password: 'correct horse battery staple' });
    const asAdmin = (path: string): Promise<number> => fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${body.token}` } }).then(({ status }) => status);
    expect([await asAdmin('/audit'), await asAdmin('/ops/lag')]).toEqual([200, 200]);
  });

  it('gives a service no right to change its schema', async () => {
    const answer = await runInside(
      'audit-service',
      `import pg from 'pg';
       const client = new pg.Client(process.env.DATABASE_URL);
       await client.connect();
       console.log(await client.query('drop table audit_service.audit_entries').catch(({ message }) => message));
       await client.end();`,
    );
    expect(answer).toContain('must be owner');
  });

  it('loses nothing when each service is restarted under load', async () => {
    const refused = await underLoad(origin, sql, async () => {
      for (const app of ['chat-api', 'audit-service', 'reminder-service', 'notification-service']) await restart(app);
    });
    expect(refused).toEqual([]);
  }, 900_000);
});
