import type { AlertKind } from '#contracts/http/ops/alerts';
import type { Alert, Finding, Findings, Unknown } from './alert.ts';
import { ownCondition } from './conditions/index.ts';

/**
 * What people are told about a step; `quietly` goes to the log only, because they were
 * told once within the period.
 */
export type News = 'fired' | 'fired quietly' | 'still firing' | 'resolved';

/** The result of one look at an alert; `after: null` forgets one that never fired. */
export interface Step {
  before: Alert | undefined;
  after: Alert | null;
  news: News | null;
}

/**
 * Dead letters are reported once per group and period; everything else each time it
 * fires.
 */
const mayTell = (kind: AlertKind, notified_at: string | null, now: number, periodMs: number): boolean =>
  kind !== 'dead_letters' || notified_at === null || now - Date.parse(notified_at) >= periodMs;

const isFresh = ({ latest }: Finding, notified_at: string | null): boolean => latest !== null && (notified_at === null || latest > notified_at);

const goesOn = (before: Alert, finding: Finding, now: number, periodMs: number): Step => {
  const again = isFresh(finding, before.notified_at) && mayTell(finding.kind, before.notified_at, now, periodMs);
  const after: Alert = { ...before, ...finding, good_rounds: 0, ...(again && { notified_at: new Date(now).toISOString() }) };
  return { before, after, news: again ? 'still firing' : null };
};

const neverTold = { bad_rounds: 0, fired_at: null, resolved_at: null, notified_at: null };

const begins = (before: Alert | undefined, finding: Finding, now: number, periodMs: number): Step => {
  const { fired_at, resolved_at, notified_at, ...past } = before ?? neverTold;
  // A resolved alert has counted down to 0.
  const bad_rounds = past.bad_rounds + 1;
  const alert: Alert = { ...finding, state: 'pending', bad_rounds, good_rounds: 0, fired_at, resolved_at, notified_at };
  if (bad_rounds < ownCondition(finding.kind).own.rounds.bad) return { before, after: alert, news: null };
  const at = new Date(now).toISOString();
  const tell = mayTell(finding.kind, notified_at, now, periodMs);
  const after: Alert = { ...alert, state: 'firing', fired_at: at, resolved_at: null, notified_at: tell ? at : notified_at };
  return { before, after, news: tell ? 'fired' : 'fired quietly' };
};

const isWell = (before: Alert, now: number): Step => {
  if (before.state === 'resolved') return { before, after: before, news: null };
  if (before.state === 'pending') {
    return { before, after: before.resolved_at === null ? null : { ...before, state: 'resolved', bad_rounds: 0 }, news: null };
  }
  const good_rounds = before.good_rounds + 1;
  if (good_rounds < ownCondition(before.kind).own.rounds.good) return { before, after: { ...before, good_rounds }, news: null };
  return { before, after: { ...before, state: 'resolved', bad_rounds: 0, good_rounds: 0, resolved_at: new Date(now).toISOString() }, news: 'resolved' };
};

/** The key of an alert. */
export const alertKey = ({ kind, subject }: { kind: AlertKind; subject: string }): string => `${kind} ${subject}`;

const covers = ({ kind, subject, except = [] }: Unknown, alert: Alert): boolean =>
  kind === alert.kind && (subject === null ? !except.includes(alert.subject) : subject === alert.subject);

/** The results of one look at everything for all alerts, in the order of their keys. */
export const decide = (alerts: readonly Alert[], { bad, unknown }: Findings, now: number, periodMs: number): Step[] => {
  const known = new Map(alerts.map((alert) => [alertKey(alert), alert]));
  const found = new Map(bad.map((finding) => [alertKey(finding), finding]));
  const isUnknown = (alert: Alert): boolean => unknown.some((one) => covers(one, alert));
  return [...new Set([...known.keys(), ...found.keys()])].sort().map((key): Step => {
    const [before, finding] = [known.get(key), found.get(key)];
    if (finding !== undefined) return before?.state === 'firing' ? goesOn(before, finding, now, periodMs) : begins(before, finding, now, periodMs);
    return isUnknown(before!) ? { before, after: before!, news: null } : isWell(before!, now);
  });
};
