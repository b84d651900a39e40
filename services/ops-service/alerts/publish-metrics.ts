import { alertKind } from '#contracts/http/ops/alerts';
import type { Queryable } from '#platform/db/database';
import type { OutboxFacts } from '../domain/alert-facts.ts';
import { alertsFiring, deadLettersOpen, outboxOldestAge, outboxParked, outboxWaiting } from '../metrics.ts';
import { countFiring } from '../store/alerts.ts';
import { countOpen } from '../store/open-groups.ts';

/** Publishes the outboxes as metrics, leaving out services that do not answer. */
export const publishOutboxes = (outboxes: readonly OutboxFacts[]): void => {
  for (const gauge of [outboxWaiting, outboxParked, outboxOldestAge]) gauge.reset();
  for (const { service, waiting, parked, oldest_age } of outboxes) {
    if (waiting !== null) outboxWaiting.set({ service }, waiting);
    if (parked !== null) outboxParked.set({ service }, parked);
    if (oldest_age !== null) outboxOldestAge.set({ service }, oldest_age);
  }
};

/** Publishes open failures and firing alerts as metrics, with every kind of alert present. */
export const publishAlerts = async (db: Queryable): Promise<void> => {
  const [open, firing] = await Promise.all([countOpen(db), countFiring(db)]);
  deadLettersOpen.reset();
  for (const { count, ...labels } of open) deadLettersOpen.set(labels, count);
  for (const alert of alertKind.options) alertsFiring.set({ alert }, firing.get(alert) ?? 0);
};
