import type { Database } from '#platform/db/database';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { ownSchema } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { createTick } from './clock.ts';
import { reminderConfig, type ReminderConfig } from './config.ts';
import type { Deps } from './context.ts';
import { handlers } from './handlers/index.ts';
import { migrations } from './migrations.ts';
import { oldRows } from './store/tasks.ts';
import { tellTrail } from './store/trail.ts';

/** What reminder-service is made of; only its sidecar calls it. */
export const service = defineService({
  name: 'reminder-service',
  entry: catalogue['reminder-service'],
  config: reminderConfig,
  storage: ownSchema(migrations),
  context: (parts: Parts<ReminderConfig, Database>): Deps => {
    const { database, log, config } = parts;
    return { ...parts, tick: createTick({ database, log, now: Date.now, catchUpMs: config.CATCH_UP_MS }) };
  },
  handlers: () => handlers,
  clocks: { reminders: ({ tick }) => tick() },
  trail: ({ database }, correlationId) => tellTrail(database, correlationId),
  forget: ({ database }) => oldRows(database),
});
