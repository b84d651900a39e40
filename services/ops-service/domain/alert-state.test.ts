import { describe, expect, it } from 'vitest';
import type { AlertKind } from '#contracts/http/ops/alerts';
import type { Alert, Finding, Unknown } from './alert.ts';
import { decide, type News } from './alert-state.ts';

const hourMs = 3_600_000;
const at = (minutes: number): string => new Date(minutes * 60_000).toISOString();
const finding = (kind: AlertKind, more: Partial<Finding> = {}): Finding => ({
  kind, subject: 's', severity: 'error', summary: kind, details: {}, path: '/ops/lag', command: 'lag', latest: null, ...more,
});

/** Looks at one alert again and again, and returns what people hear at each look. */
const look = (...looks: [minute: number, found: Finding | 'unknown' | null][]): { news: (News | null)[]; alert: Alert | undefined } => {
  let alerts: Alert[] = [];
  const news = looks.map(([minute, found]) => {
    const unknown: Unknown[] = found === 'unknown' ? [{ kind: alerts[0]?.kind ?? 'silence', subject: null }] : [];
    const steps = decide(alerts, { bad: found === 'unknown' || found === null ? [] : [found], unknown }, minute * 60_000, hourMs);
    alerts = steps.flatMap(({ after }) => (after === null ? [] : [after]));
    return steps[0]?.news ?? null;
  });
  return { news, alert: alerts[0] };
};

describe('an alert', () => {
  const lag = finding('consumer_lag');

  it('fires when it has been wrong for two looks, and resolves when it has been well for three', () => {
    const { news, alert } = look([1, lag], [2, lag], [3, lag], [4, null], [5, null], [6, null], [7, null]);
    expect(news).toEqual([null, 'fired', null, null, null, 'resolved', null]);
    expect(alert).toMatchObject({ state: 'resolved', fired_at: at(2), resolved_at: at(6), notified_at: at(2) });
  });

  it('is forgotten when it never fired', () => expect(look([1, lag], [2, null])).toEqual({ news: [null, null], alert: undefined }));

  it('counts looks in a row only', () => {
    expect(look([1, lag], [2, null], [3, lag], [4, null]).news).toEqual([null, null, null, null]);
    expect(look([1, lag], [2, lag], [3, null], [4, null], [5, lag], [6, null], [7, null]).news).toEqual([null, 'fired', null, null, null, null, null]);
  });

  it('stays as it is while nothing is known', () => {
    const { news, alert } = look([1, lag], [2, lag], [3, null], [4, 'unknown'], [5, 'unknown'], [6, null]);
    expect(news).toEqual([null, 'fired', null, null, null, null]);
    expect(alert).toMatchObject({ state: 'firing', good_rounds: 2 });
  });

  it('stays as it is while only other subjects are known', () => {
    const [one, two] = [finding('clock_stopped', { subject: 'one' }), finding('clock_stopped', { subject: 'two' })];
    const alerts = decide([], { bad: [one, two], unknown: [] }, 0, hourMs).map(({ after }) => after!);
    const unknown = [{ kind: 'clock_stopped' as const, subject: null, except: ['two'] }];
    expect(decide(alerts, { bad: [], unknown }, 0, hourMs).map(({ after }) => [after!.subject, after!.good_rounds])).toEqual([['one', 0], ['two', 1]]);
  });

  it('shows what is found now', () =>
    expect(look([1, lag], [2, lag], [3, { ...lag, summary: 'worse' }]).alert).toMatchObject({ summary: 'worse', fired_at: at(2) }));

  it('fires again after it was resolved, and is reported again', () => {
    const { news, alert } = look([1, lag], [2, lag], [3, null], [4, null], [5, null], [6, lag], [7, lag]);
    expect(news.at(-1)).toBe('fired');
    expect(alert).toMatchObject({ state: 'firing', fired_at: at(7), resolved_at: null });
  });

  it('that was resolved keeps its times when something is wrong for a moment only', () =>
    expect(look([1, lag], [2, lag], [3, null], [4, null], [5, null], [6, lag], [7, null]).alert).toMatchObject({ state: 'resolved', fired_at: at(2), resolved_at: at(5), bad_rounds: 0 }));

  it('of one subject is not that of another', () => {
    const steps = decide([], { bad: [finding('outbox_parked', { subject: 'a' }), finding('outbox_parked', { subject: 'b' })], unknown: [] }, 0, hourMs);
    expect(steps.map(({ after, news }) => [after?.subject, news])).toEqual([['a', 'fired'], ['b', 'fired']]);
  });
});

describe('an alert on dead letters', () => {
  const group = (latest: number): Finding => finding('dead_letters', { latest: at(latest) });

  it('is reported once per period, however many fail', () => {
    const { news } = look([1, group(0)], [2, group(1)], [3, group(3)], [30, group(30)], [61, group(61)]);
    expect(news).toEqual([null, 'fired', null, null, null]);
  });

  it('is reported again after the period if more have failed since', () => {
    expect(look([1, group(0)], [2, group(1)], [62, group(50)]).news.at(-1)).toBe('still firing');
    expect(look([1, group(0)], [2, group(1)], [62, group(1)], [900, group(1)]).news.slice(2)).toEqual([null, null]);
  });

  it('that was dealt with is not reported a second time within the period, but after it', () => {
    const { news, alert } = look([1, group(0)], [2, group(0)], [10, null], [20, group(20)], [21, group(21)], [50, group(21)], [62, group(21)]);
    expect(news).toEqual([null, 'fired', 'resolved', null, 'fired quietly', null, 'still firing']);
    expect(alert).toMatchObject({ fired_at: at(21), notified_at: at(62) });
  });
});
