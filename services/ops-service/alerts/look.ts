import { isDeepStrictEqual } from 'node:util';
import type { Database, Transaction } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import type { Alert } from '../domain/alert.ts';
import type { Facts, Limits } from '../domain/alert-facts.ts';
import { writeNotice, type NoticeChannel, type NoticeContent } from '../domain/alert-notice.ts';
import { check, manyGroups } from '../domain/alert-rules.ts';
import { decide, type Step } from '../domain/alert-state.ts';
import { addNotice, dropUnsent, toldOn } from '../store/alert-notices.ts';
import { forgetAlert, listAlerts, saveAlert, takeTurn } from '../store/alerts.ts';

/** The dependencies of a look. */
export interface LookDeps {
  database: Database;
  log: Logger;
  newId: () => string;
  limits: Limits;
  /** The channels on which people are told, besides the log. */
  channels: readonly NoticeChannel[];
  publicUrl: string;
  /** How often people are told about one group of dead letters at most, in ms. */
  periodMs: number;
  /** The least time between two looks of all replicas, in ms. */
  everyMs: number;
}

const notify = async (tx: Transaction, alert: Alert, state: NoticeContent['state'], told: { on: readonly NoticeChannel[]; at: string; deps: LookDeps }): Promise<void> => {
  for (const channel of told.on) {
    await addNotice(tx, channel, writeNotice(alert, { id: told.deps.newId(), state, at: told.at, publicUrl: told.deps.publicUrl }));
  }
};

/** Stores the new state of one alert, with the notices to send. */
const apply = async (tx: Transaction, { before, after, news }: Step, at: string, deps: LookDeps): Promise<void> => {
  if (after === null) return void (await forgetAlert(tx, before!));
  if (!isDeepStrictEqual(before, after)) await saveAlert(tx, after);
  if (news === 'fired' || news === 'still firing') await notify(tx, after, 'firing', { on: deps.channels, at, deps });
  if (news !== 'resolved') return;
  const told = await toldOn(tx, after);
  await dropUnsent(tx, after);
  await notify(tx, after, 'resolved', { on: told, at, deps });
};

const say = (log: Logger, { after, news }: Step): void => {
  if (after === null || news === null) return;
  const { kind, subject, severity, summary, fired_at } = after;
  const fields = { alert: kind, subject, summary, fired_at };
  if (news === 'resolved') log.info(fields, 'an alert is resolved');
  else if (severity === 'error') log.error(fields, `an alert: ${news}`);
  else log.warn(fields, `an alert: ${news}`);
};

/**
 * Looks at everything when it is this replica's turn, and writes alerts and notices as
 * rows. Returns what it decided.
 */
export const look = async (deps: LookDeps, facts: Omit<Facts, 'together'>): Promise<Step[]> => {
  const { database, log, limits, periodMs, everyMs } = deps;
  const { now } = facts;
  const steps = await database.transaction(async (tx) => {
    if (!(await takeTurn(tx, now, everyMs))) return [];
    const alerts = await listAlerts(tx);
    const together = alerts.some(({ kind, subject, state }) => kind === 'dead_letters' && subject === manyGroups && state !== 'resolved');
    const steps = decide(alerts, check({ ...facts, together }, limits), now, periodMs);
    for (const step of steps) await apply(tx, step, new Date(now).toISOString(), deps);
    return steps;
  });
  for (const step of steps) say(log, step);
  return steps;
};
