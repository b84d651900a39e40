import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { newId } from '#platform/ids';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import { makeEvent } from '../../helpers/events.ts';
import { signInAdmin } from '../client.ts';
import { writeRecords } from '../kafka.ts';
import { auditedOf, sql } from '../oracle.ts';
import { origin, system } from '../system.ts';

const soon = { timeout: 60_000, interval: 500 };

it('a record that its consumer does not get past is taken out by an administrator, audited, and the next one is handled', async () => {
  const admin = await signInAdmin(origin());
  const skip = (...words: string[]) => {
    const env = { ...process.env, TODO_URL: origin(), TODO_TOKEN: admin.token, KAFKA_BOOTSTRAP_SERVERS: system().kafkaBrokers };
    const { status, stdout, stderr } = spawnSync(join(projectRoot, 'tools/node'), [join(projectRoot, 'tools/ops/main.ts'), 'skip', ...words], { env, encoding: 'utf8', timeout: 90_000 });
    return { status, said: stdout + stderr };
  };
  await system().stopSidecar('reminder-service');
  const behind = makeEvent(taskDeleted, { task_id: newId() });
  const marker = newId();
  const [place] = await writeRecords(system().kafkaBrokers, 'task-events', [{ key: 'k', value: `{"${marker}`, headers: { 'my-header': 'kept' } }, { key: 'k', value: JSON.stringify(behind) }]);
  const [partition, offset] = place!.split('/') as [string, string];

  expect(skip('task-events', partition, offset)).toMatchObject({ status: 1, said: expect.stringMatching(/Which consumer\?|Nothing was done: say --yes|Nobody stands/) });
  expect(skip('task-events', partition, offset, '--consumer', 'reminder-service')).toMatchObject({ status: 1, said: expect.stringContaining('Nothing was done: say --yes') });
  expect(skip('task-events', partition, offset, '--consumer', 'reminder-service', '--yes')).toMatchObject({ status: 0, said: expect.stringContaining('reminder-service goes on after the record') });
  await system().startSidecar('reminder-service');

  await expect.poll(() => sql('select 1 from reminder_service.inbox where event_id = $1', [behind.id]), soon).toHaveLength(1);
  // Its bytes are masked, so that it is found by its place.
  const listed = async () =>
    (await admin.call<{ items: { partition: number; offset: string }[] }>('GET', '/ops/dead-letters?reason=stopped_sidecar&limit=100')).body.items.filter(
      (one) => `${one.partition}/${one.offset}` === place,
    );
  await expect.poll(listed, soon).toMatchObject([{ consumer: 'reminder-service', topic: 'task-events', partition: Number(partition), offset, explanation: expect.stringContaining('reminder-service') }]);
  await expect.poll(async () => (await auditedOf(admin.id)).map(({ operation }) => operation), soon).toContain('record.skipped');
}, 200_000);
