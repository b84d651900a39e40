import type { Database } from '#platform/db/database';
import { createConsumer, type Consumer } from '#platform/delivery/consumer';
import type { Handler } from '#platform/delivery/on-event';
import { createOutageGuard, type OutageGuard } from '#platform/delivery/outage-guard';
import { createReporter, type DirectPublish } from '#platform/delivery/report';
import { rememberTries } from '#platform/inbox/failed-tries';
import { transactional } from '#platform/delivery/unit-of-work';
import { createHealth, type Health } from '#platform/health';
import { silentLog } from './database.ts';

/** A consumer on a real database, with the parts that a test looks at. */
export interface TestConsumer {
  consume: Consumer;
  health: Health;
  outage: OutageGuard;
}

/** Wires a consumer as a service does. */
export const createTestConsumer = (
  database: Database,
  handlers: readonly Handler[],
  options: { name?: string; publishDirectly?: DirectPublish } = {},
): TestConsumer => {
  const { name = 'test-consumer', publishDirectly = () => Promise.reject(new Error('no sidecar here')) } = options;
  const health = createHealth();
  const outage = createOutageGuard(() => database.query('select 1', [], 2_000), health, silentLog);
  const report = createReporter({ consumer: name, build: 'test', log: silentLog, database, tries: rememberTries(), publishDirectly });
  return { consume: createConsumer({ name, handlers, unitOfWork: transactional(database), outage, report, log: silentLog }), health, outage };
};
