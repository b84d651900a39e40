import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDefinition } from '#contracts/define-event';
import { taskCompleted, taskDeleted, taskUpdated } from '#contracts/events/index';
import { migrate } from '#platform/db/migrate';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { sampleEvent } from '../../test/helpers/events.ts';
import { schemas } from '../migrate/schemas.ts';
import { readGroups } from './groups.ts';
import { refuseConnected, refuseLater } from './refuse.ts';
import type { Published } from './sort-events.ts';
import { unhandled } from './unhandled.ts';

let db: TestDatabase;
const groups = readGroups();
const published = (definition: EventDefinition): Published => {
  const event = sampleEvent(definition);
  return { key: event.partitionkey, event, envelope: event };
};

beforeAll(async () => {
  db = await createTestDatabase('chat-api', schemas['chat-api']!);
  for (const [service, folders] of Object.entries(schemas)) if (service !== 'chat-api') await migrate({ url: db.url, service, folders, log: silentLog });
}, 120_000);
afterAll(() => db.drop());

const handled = (service: string, { event }: Published): Promise<unknown> =>
  db.database.query(`insert into ${service.replace('-', '_')}.inbox (consumer, event_id) values ($1, $2)`, [service, event.id]);

describe('what a consumer had not handled', () => {
  it('is what one of the inboxes lacks, and what a consumer without an inbox is asked for', async () => {
    const [updated, deleted, completed] = [published(taskUpdated), published(taskDeleted), published(taskCompleted)];
    for (const event of [updated, completed]) for (const service of ['reminder-service', 'notification-service']) await handled(service, event);
    await handled('reminder-service', deleted);
    expect(await unhandled(db.database, groups, 'task-events', [updated, deleted, completed])).toEqual([deleted, completed]);
    await handled('notification-service', deleted);
    expect(await unhandled(db.database, groups, 'task-events', [updated, deleted])).toEqual([]);
  });
});

describe('the command refuses', () => {
  it('while a service is connected, and names it', async () => {
    await expect(refuseConnected(db.database)).resolves.toBeUndefined();
    const other = db.open();
    const held = other.transaction(async (tx) => {
      await tx.query('select 1');
      await expect(refuseConnected(db.database)).rejects.toThrow('chat-api: still connected to the database');
    });
    await held.finally(() => other.close());
  });

  it('where something was written after the instant, and says by whom and when', async () => {
    await expect(refuseLater(db.database, groups, new Date())).resolves.toBeUndefined();
    const before = new Date(Date.now() - 3_600_000);
    await expect(refuseLater(db.database, groups, before)).rejects.toThrow(/^reminder-service has written at .*restore the database once more/);
  });
});
