import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharingApps } from '../../tools/dapr/resources.ts';
import { signInAdmin, signUp } from '../e2e/client.ts';
import { apps, deletePods, podsOfApp, restart, rolledOut } from './deployment.ts';
import { kube, kubeGet, runInside } from './kube.ts';
import { underLoad } from './load.ts';
import { applyAgain, startSystem, type DeployedSystem } from './system.ts';

let system: DeployedSystem;
beforeAll(async () => {
  system = await startSystem();
}, 1_500_000);
afterAll(() => system?.stop(), 120_000);

const soon = { timeout: 60_000, interval: 500 };

interface Mail {
  to: { address: string }[];
  subject: string;
}

const mailsTo = async (email: string): Promise<string[]> =>
  ((await (await fetch(`${system.mailUrl}/email`)).json()) as Mail[]).filter(({ to }) => to.some(({ address }) => address === email)).map(({ subject }) => subject);

/** Publishes an event as chat-api's relay does, through its sidecar; resolves with the status. */
const publishFromChatApi = (event: object, key: string): Promise<string> =>
  runInside(
    'chat-api',
    `const entry = { entryId: '1', contentType: 'application/cloudevents+json', metadata: { partitionKey: ${JSON.stringify(key)} }, event: ${JSON.stringify(event)} };
     const { status } = await fetch('http://127.0.0.1:3500/v1.0-alpha1/publish/bulk/kafka-pubsub/task-events', {
       method: 'POST', body: JSON.stringify([entry]),
       headers: { 'content-type': 'application/json', 'dapr-api-token': process.env.DAPR_API_TOKEN },
     });
     console.log(status);`,
  );

describe('the deployed system', () => {
  it('leads from a chat message to the audit trail', async () => {
    const ada = await signUp(system.origin);
    const { reply } = await ada.say('add buy milk tomorrow 9am #home');
    expect(reply).toContain('buy milk');
    const admin = await signInAdmin(system.origin);
    const entries = async (): Promise<object[]> => (await admin.call<{ items: object[] }>('GET', `/audit?user_id=${ada.id}`)).body.items;
    await expect.poll(entries, soon).toMatchObject([{ operation: 'task.created', source: 'chat', after: { title: 'buy milk' } }]);
  });

  it('sends the reminder of a task to the mailbox of its owner', async () => {
    const email = `ada-${Date.now()}@todo.local`;
    const ada = await signUp(system.origin, { name: 'Ada' }, email);
    const at = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
    await ada.addTask('call mom', { due_date: at(7_200), reminders: [{ at: at(5) }] });
    await expect.poll(() => mailsTo(email), soon).toContain('Reminder: call mom');
  });

  it('captures an event that breaks its contract, and says why', async () => {
    const ada = await signUp(system.origin);
    const task = await ada.addTask('sound');
    const id = crypto.randomUUID();
    const broken = {
      specversion: '1.0', id, type: 'task.created', source: '/chat-api', subject: task.id, partitionkey: ada.id, sequence: '00000000000000000009',
      time: new Date().toISOString(), datacontenttype: 'application/json', correlationid: 'a-broken-event', eventversion: 'v1', data: { task_id: 'not an id' },
    };
    expect((await publishFromChatApi(broken, ada.id)).trim()).toBe('204');
    const admin = await signInAdmin(system.origin);
    const failures = async (): Promise<{ event_id: string; reason: string; consumer: string }[]> =>
      (await admin.call<{ items: { event_id: string; reason: string; consumer: string }[] }>('GET', '/ops/dead-letters?limit=500')).body.items.filter(({ event_id }) => event_id === id);
    await expect.poll(async () => (await failures()).map(({ consumer }) => consumer).sort(), { timeout: 90_000, interval: 1_000 }).toEqual(['notification-service', 'reminder-service']);
  });

  it('makes the next instance of a recurring task, by invocation through two sidecars', async () => {
    const ada = await signUp(system.origin);
    const task = await ada.addTask('water the plants', { due_local: '2030-01-07', recurrence: 'FREQ=WEEKLY' });
    expect((await ada.call('POST', `/tasks/${task.id}/complete`)).status).toBe(200);
    const open = async (): Promise<object[]> => (await ada.call<{ items: object[] }>('GET', '/tasks?status=TODO')).body.items;
    await expect.poll(open, soon).toMatchObject([{ title: 'water the plants', due_local: '2030-01-14' }]);
  });

  it('shows operators the outbox of every service, and lag', async () => {
    const admin = await signInAdmin(system.origin);
    const unreachable = async (): Promise<object[]> =>
      (await admin.call<{ items: { reachable: boolean }[] }>('GET', '/ops/outbox')).body.items.filter(({ reachable }) => !reachable);
    await expect.poll(unreachable, soon).toEqual([]);
    expect((await admin.call('GET', '/ops/lag')).status).toBe(200);
  });

  it('lets a sidecar do and call only what its service needs', async () => {
    const statuses = await runInside(
      'recurring-service',
      `const ask = async (method, path) => (await fetch('http://127.0.0.1:3500' + path, { method, headers: { 'dapr-api-token': process.env.DAPR_API_TOKEN } })).status;
       console.log(JSON.stringify([
         await ask('GET', '/v1.0/invoke/chat-api/method/readyz'),
         await ask('GET', '/v1.0/invoke/chat-api/method/internal/users/0190b6a0-0000-7000-8000-000000000000'),
         await ask('GET', '/v1.0/invoke/audit-service/method/internal/outbox'),
         await ask('GET', '/v1.0/secrets/kubernetes/chat-api'),
         await ask('POST', '/v1.0/shutdown'),
         (await fetch('http://127.0.0.1:3500/v1.0/metadata')).status,
       ]));`,
    );
    expect(JSON.parse(statuses)).toEqual([200, 403, 403, 404, 404, 401]);
  });

  it('is applied a second time without a change to what runs', async () => {
    const before = await podsOfApp('chat-api');
    await applyAgain();
    for (const app of apps) await rolledOut(app);
    expect((await podsOfApp('chat-api')).map(({ metadata }) => metadata.name)).toEqual(before.map(({ metadata }) => metadata.name));
  });
});

/**
 * As docs/deploy/backup-and-restore.md does it after a restore; only if the broker is the
 * stand-in.
 */
describe.runIf(process.env['K8S_OVERLAY'] === undefined)('consumers that read everything again', () => {
  const groups = sharingApps();
  const consumerGroups = (...args: string[]): Promise<string> =>
    kube('-n', 'kafka', 'exec', 'kafka-0', '--', 'kafka-consumer-groups.sh', '--bootstrap-server', 'localhost:9092', ...groups.flatMap((group) => ['--group', group]), ...args);
  /** The sum of the column LAG, found by its header; NaN while a partition has no offset yet. */
  const lag = async (): Promise<number> => {
    const rows = (await consumerGroups('--describe')).split('\n').map((line) => line.trim().split(/\s+/)).filter(([group]) => groups.includes(group!));
    return rows.reduce((sum, row) => sum + (row[5] === '-' ? 0 : Number(row[5])), 0);
  };
  const scale = (replicas: number): Promise<unknown> =>
    Promise.all(groups.map((app) => kube('-n', 'todo', 'scale', `deployment/${app}`, `--replicas=${replicas}`).then(() => rolledOut(app))));

  it('do nothing a second time', async () => {
    const effects = (): Promise<object[]> =>
      system.sql(`select (select count(*)::int from audit_service.audit_entries) as entries, (select count(*)::int from reminder_service.reminders) as reminders,
        (select count(*)::int from notification_service.notices) as notices, (select count(*)::int from chat_api.tasks) as tasks, (select count(*)::int from ops_service.dead_letters) as dead_letters`);
    await expect.poll(lag, soon).toBe(0);
    await scale(0);
    const before = await effects();
    // A group can be reset only when its last member is gone.
    await expect.poll(() => consumerGroups('--all-topics', '--reset-offsets', '--to-earliest', '--execute').catch(({ message }: Error) => message), { timeout: 90_000, interval: 3_000 }).not.toContain('inactive');
    expect(await lag()).toBeGreaterThan(0);
    await scale(1);
    await expect.poll(lag, { timeout: 120_000, interval: 2_000 }).toBe(0);
    expect(await effects()).toEqual(before);
  }, 420_000);
});

describe('under load, nothing is lost, doubled or dead-lettered', () => {
  it('when every Deployment is restarted, and the API answers throughout', async () => {
    const refused = await underLoad(system.origin, system.sql, async () => {
      for (const app of apps) await restart(app);
    });
    expect(refused).toEqual([]);
  }, 900_000);

  it('when the pod of each service is deleted', async () => {
    await underLoad(system.origin, system.sql, async () => {
      for (const app of apps) await deletePods(app);
    });
  }, 900_000);

  it('when consumers are scaled to three replicas and back', async () => {
    const consumers = ['audit-service', 'notification-service', 'reminder-service', 'recurring-service'];
    const scale = (replicas: number): Promise<unknown> =>
      Promise.all(consumers.map((app) => kube('-n', 'todo', 'scale', `deployment/${app}`, `--replicas=${replicas}`).then(() => rolledOut(app))));
    const before = await Promise.all(consumers.map(async (app) => (await kubeGet<{ spec: { replicas: number } }>('-n', 'todo', 'deployment', app)).spec.replicas));
    await underLoad(system.origin, system.sql, async () => {
      await scale(3);
      for (const app of consumers) expect(await podsOfApp(app)).toHaveLength(3);
      await scale(before[0]!);
    });
  }, 900_000);
});
