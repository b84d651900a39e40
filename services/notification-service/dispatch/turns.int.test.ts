import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../../test/helpers/database.ts';
import { created, makeTask } from '../testing/task-events.ts';
import { createTestService, type TestService, type TestUser } from '../testing/test-service.ts';
import type { Sent } from './sender.ts';
import { startWorkers } from './workers.ts';

let service: TestService;
beforeAll(async () => {
  service = await createTestService();
});
afterAll(() => service.close());

const waiting = async (count: number, since: string): Promise<TestUser> => {
  const user = await service.signUp();
  const task = makeTask(user.id);
  await service.consume(created(task));
  await service.db.database.query(
    `insert into deliveries (notification_id, user_id, kind, channel, task_ids, title, body, due_at, requested_at, correlationid, causationid, wake_at)
     select uuidv7(), $1, 'task_reminder', 'email', $2, 'a mail', '', $3, now(), 'x', 'x', now() - $4::interval from generate_series(1, $5::int)`,
    [user.id, [task.id], task.due_date, since, count],
  );
  return user;
};

it('lets others have their turn before thousands that one user has waiting', async () => {
  const [busy, ada, bob] = [await waiting(5_000, '1 hour'), await waiting(2, '1 minute'), await waiting(2, '1 minute')];
  const tried: string[] = [];
  const sends = async ({ user_id }: { user_id: string }): Promise<Sent> => {
    tried.push(user_id);
    return { kind: 'delivered' };
  };
  const workers = startWorkers({
    database: service.db.database, senders: { email: sends, push: sends, in_app: sends },
    concurrency: { email: 3, push: 1, in_app: 1 }, pollMs: 50, leaseMs: 30_000, findUser: service.findUser, now: Date.now, log: silentLog,
  });
  await expect.poll(() => new Set(tried).size, { timeout: 20_000 }).toBe(3);
  await workers.stop();
  expect(Math.max(tried.indexOf(ada.id), tried.indexOf(bob.id))).toBeLessThan(6);
  expect(tried).toContain(busy.id);
});
