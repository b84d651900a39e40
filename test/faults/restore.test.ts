import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasDockerCompose } from '../../tools/runtime/docker.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { password, signInAdmin, signUp, type Person } from '../e2e/client.ts';
import { connectionOf } from '../e2e/kafka.ts';
import { goLive, seqOf } from '../e2e/live.ts';
import { sql } from '../e2e/oracle.ts';
import { origin, startSystem, stopSystem, system } from '../e2e/system.ts';
import { createPhysicalBackup, type PhysicalBackup } from '../harness/physical-backup.ts';
import { runTrial } from '../oracle/trial.ts';
import { faultsOf } from '../oracle/verdict.ts';
import { patiently, waiting } from './observe.ts';
import { keepResult, toResult } from './results.ts';
import { restoreBackup } from './rows.ts';
import { tasksOf, untilAgreed, type Seen } from './suites/restored-state.ts';

const name = 'faults-restore';
let backup: PhysicalBackup;
let hasContainers = false;

beforeAll(async () => {
  // The data of a server in a container is not to be had from here.
  hasContainers = await hasDockerCompose();
  if (hasContainers) return;
  backup = await createPhysicalBackup(name);
  await startSystem({ name, portOffset: 23_000, extraApps: [], extraResources: [], databaseSettings: backup.settings });
}, 900_000);
afterAll(stopSystem, 120_000);

const restored = (to: Date): { status: number | null; output: string } => {
  const env = { ...process.env, DATABASE_URL: system().databaseUrl, KAFKA_BOOTSTRAP_SERVERS: system().kafkaBrokers };
  const { status, stdout, stderr } = spawnSync(join(projectRoot, 'tools/node'), [join(projectRoot, 'tools/restored/main.ts'), '--to', to.toISOString()], { env, encoding: 'utf8', timeout: 180_000 });
  process.stderr.write(`[${name}] ${stdout}${stderr}`);
  return { status, output: stdout + stderr };
};

const apps = (): string[] => Object.keys(system().urls);
const all = (work: (app: string) => Promise<unknown>): Promise<unknown> => Promise.all(apps().map(work));

const stopServices = async (): Promise<void> => {
  await all((app) => system().stopApp(app));
  await all((app) => system().stopSidecar(app));
};

const startServices = async (): Promise<void> => {
  await all((app) => system().startSidecar(app).catch(() => undefined));
  await all((app) => system().startApp(app));
  await all((app) => system().ready(app, 120_000));
};

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
const later = { due_local: '2040-05-06T09:00' };

/** A few tasks of each kind. */
const write = async (people: readonly Person[], title: string): Promise<void> => {
  for (const person of people) {
    for (let n = 0; n < 5; n++) await person.addTask(`${title} ${n}`, later);
    const { id } = await person.addTask(`${title} daily`, { ...later, recurrence: 'FREQ=DAILY' });
    expect((await person.call('POST', `/tasks/${id}/complete`)).status).toBe(200);
  }
};

const published = (): Promise<void> => expect.poll(waiting, patiently).toBe(0);

const remindedOf = async (task: string): Promise<{ sent: number; shown: number }> => {
  const [row] = await sql<{ sent: number; shown: number }>(
    `select (select count(*)::int from reminder_service.reminders where task_id = $1 and state = 'sent') as sent,
       (select count(*)::int from notification_service.notifications where kind = 'task_reminder' and $1 = any(task_ids)) as shown`,
    [task],
  );
  return row!;
};

/** What is done after the backup, and is not true any more once the database has gone back; each of these people has tasks of before. */
const live = async (people: readonly Person[], kept: string): Promise<void> => {
  await write(people, 'lost');
  for (const person of people) {
    const [one, two, three] = [...(await tasksOf([person])).values()].filter(({ id, title }) => id !== kept && title.startsWith('before')) as [Seen, Seen, Seen];
    for (let n = 0; n < 3; n++) await person.call('PATCH', `/tasks/${one.id}`, { title: `lost title ${n}` });
    await person.call('DELETE', `/tasks/${two.id}`);
    await person.call('POST', `/tasks/${three.id}/complete`);
  }
};

const toldOf = async (task: string): Promise<number> =>
  (await sql<{ n: number }>(`select count(*)::int as n from notification_service.notifications where kind = 'task_created' and $1 = any(task_ids)`, [task]))[0]!.n;

const outline = (tasks: Iterable<Seen>): string[] => [...tasks].map(({ id, title, status }) => `${id} ${title} ${status}`).sort();

/** The database goes back; the command is refused before, does it once, and has nothing left to do then. */
const goBack = async (to: Date): Promise<string> => {
  const { databaseUrl } = system();
  expect(restored(to)).toMatchObject({ status: 1, output: expect.stringContaining('still connected to the database') });
  await backup.archiveAll(databaseUrl);
  await stopServices();
  expect(restored(to)).toMatchObject({ status: 1, output: expect.stringContaining('restore the database once more') });
  await system().stopDatabase();
  await backup.putBack(to);
  await system().startDatabase();
  const { status, output } = restored(to);
  expect(status).toBe(0);
  expect(restored(to)).toMatchObject({ status: 0, output: expect.stringContaining('Nothing to do') });
  await startServices();
  return output;
};

it(`all services agree with the restored tasks: ${restoreBackup.injected}`, async ({ skip }) => {
  if (hasContainers) skip();
  const { databaseUrl, kafkaBrokers, mailUrl } = system();
  const admin = await signInAdmin(origin());
  const people = await Promise.all(Array.from({ length: 5 }, () => signUp(origin())));
  const [first, second] = people as [Person, Person];
  const leaver = await signUp(origin());
  await write([...people, leaver], 'before the copy');
  await backup.take(databaseUrl);
  await write([...people, leaver], 'before the loss');

  // By the time of the backup two consumers have not handled all that was published.
  const behind = ['notification-service', 'recurring-service'];
  await Promise.all(behind.map((app) => system().stopApp(app)));
  const due = await first.addTask('due after the backup', { ...later, reminders: [{ at: inSeconds(20) }] });
  const series = await second.addTask('finished just before', { ...later, recurrence: 'FREQ=DAILY' });
  await second.call('POST', `/tasks/${series.id}/complete`);
  await published();
  const truth = await tasksOf(people);
  const restoredTo = new Date();
  await Promise.all(behind.map((app) => system().startApp(app)));

  await live(people, due.id);
  expect((await leaver.call('DELETE', '/me', { password })).status).toBe(204);
  await expect.poll(() => remindedOf(due.id), patiently).toEqual({ sent: 1, shown: 1 });
  await published();
  await system().stopApp('notification-service');
  const unheard = await first.addTask('lost, and nobody was told', later);
  await published();
  const lost = await tasksOf(people);
  const sawUpTo = await seqOf(first);
  const made = [...lost.keys()].filter((id) => !truth.has(id));
  expect(await goBack(restoredTo)).toContain(`user ${leaver.id} had deleted their account since`);

  // The tasks of the backup, each above every number that anybody has seen, and none of the lost ones.
  const back = await tasksOf(people);
  expect(outline([...back.values()].filter(({ id }) => truth.has(id)))).toEqual(outline(truth.values()));
  expect([...back.values()].filter(({ title }) => title.startsWith('lost'))).toEqual([]);
  for (const [id, { version }] of lost) if (back.has(id)) expect(back.get(id)!.version).toBeGreaterThan(version);
  expect(await seqOf(first)).toBeGreaterThan(sawUpTo);
  const page = await goLive(first, sawUpTo);
  await expect.poll(() => page.frames.map(({ type }) => type), patiently).toContain('reload');
  page.close();

  // What was on its way at the backup arrives, once, and all services know the same.
  const instances = async (): Promise<string[]> => [...(await tasksOf([second])).values()].filter(({ title }) => title === series.title).map(({ status }) => status).sort();
  await expect.poll(instances, patiently).toEqual(['DONE', 'TODO']);
  await expect.poll(() => remindedOf(due.id), patiently).toEqual({ sent: 1, shown: 1 });
  await expect.poll(() => toldOf(due.id), patiently).toBe(1);
  const agreed = await untilAgreed([...people, leaver]);

  // Nobody is told of a task that there is not; that it was made stays in the audit trail.
  expect(await toldOf(unheard.id)).toBe(0);
  const audited = async (): Promise<number> => (await sql(`select from audit_service.audit_entries where operation = 'task.created' and task_id = any($1::uuid[])`, [made])).length;
  await expect.poll(audited, patiently).toBe(made.length);

  // Life goes on: changes of the restored tasks reach everybody, and a trial by the oracle finds nothing.
  for (const person of people) for (const id of (await tasksOf([person])).keys()) await person.call('PATCH', `/tasks/${id}`, { title: `goes on ${id}` });
  await untilAgreed(people);
  expect([await toldOf(due.id), await remindedOf(due.id)]).toEqual([1, { sent: 1, shown: 1 }]);
  const trial = { people: 6, perSecond: 6, steadyMs: { before: 5_000, after: 5_000 }, seed: 1, fault: async () => undefined, patienceMs: 120_000 };
  const outcome = await runTrial({ origin: origin(), sql, kafka: connectionOf(kafkaBrokers), mailUrl }, trial);
  keepResult(toResult({ ...restoreBackup, seed: trial.seed, per_second: trial.perSecond, people: trial.people, notes: { 'tasks that all services agree on': agreed } }, outcome));
  expect(faultsOf(outcome.verdict)).toEqual([]);
  expect((await admin.call('GET', '/audit/verify')).body).toMatchObject({ ok: true });
  expect(await sql('select topic, event_type from ops_service.dead_letters')).toEqual([]);
}, 900_000);
