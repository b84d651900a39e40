import type { Database } from '#platform/db/database';
import type { Facts } from '../domain/alert-facts.ts';
import type { LagReport } from '../domain/lag-report.ts';
import type { Tick } from '../domain/tick.ts';
import type { Outboxes } from '../outbox/outboxes.ts';
import { listOpenGroups } from '../store/open-groups.ts';

/** Sources of the facts. */
export interface Sources {
  database: Database;
  lag: { report(): LagReport; clocks(): Tick[] };
  outboxes: Outboxes;
  now: () => number;
}

/** Gathers everything that alerts depend on. */
export const gatherFacts = async ({ database, lag, outboxes, now }: Sources): Promise<Omit<Facts, 'together'>> => {
  const [groups, states] = await Promise.all([listOpenGroups(database), outboxes.read()]);
  return { now: now(), groups, lag: lag.report(), clocks: lag.clocks(), outboxes: states };
};
