// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BulkReplay } from '../../contracts/http/ops/replays.ts';
import type { View } from '../view.ts';
import { aDossier, aFailure, aGroup } from '../testing/a-failure.ts';
import { serve, type Answered, type Asked } from '../testing/fake-server.ts';
import { buttonNamed, settle } from '../testing/page.ts';
import { readRoute } from './route.ts';
import { opsView } from './view.ts';

let view: View;
let asked: Asked[];
let data: Record<string, unknown>;

const bulk = (more: Partial<BulkReplay> = {}): BulkReplay => ({
  id: 'b-1', fingerprint: 'g-1', since: null, requested_by: 'u-1', correlation_id: 'c-1', requested_at: '2026-11-21T11:00:00.000Z', state: 'running', stopped_reason: null, ended_at: null, batch_size: 5, rate_per_second: 10,
  progress: { total: 11, waiting: 6, published: 1, handled: 4, failed_again: 0, unconfirmed: 0, cancelled: 0 }, ...more,
});
const consumer = { consumer: 'audit-service', topic: 'audit-log', lag: 2_500, limit: 1_000, committed_lag: 2_600, oldest_seconds: 30, oldest_is_older: false, partitions: [{ partition: 0, lag: 2_500, handled: 40, end: 2_540, committed: null, committed_lag: 2_600 }], rate_per_second: 3.25, error_rate: 0.02 };
const outbox = { service: 'chat-api', reachable: true, reason: null, waiting: 3, parked: 0, oldest_age: 4, parked_events: [], oldest_events: [] };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  data = {
    '/ops/dead-letters/groups': { items: [aGroup()], next_cursor: null },
    '/ops/dead-letters': { items: [aFailure()], next_cursor: null },
    '/ops/dead-letters/f-1': aDossier(),
    '/ops/replays': { items: [], next_cursor: null },
    '/ops/lag': { measured_at: '2026-11-21T11:00:00.000Z', stale: false, reason: null, groups: [consumer], topics: [{ topic: 'audit-log', rate_per_second: 4, skew: 0.5, partitions: [{ partition: 0, rate_per_second: 3, share: 0.75 }, { partition: 1, rate_per_second: 1, share: 0.25 }] }] },
    '/ops/outbox': { items: [outbox] },
    '/ops/alerts': { items: [] },
    '/ops/flow': { measured_at: '2026-11-21T11:00:00.000Z', stale: false, verdict: { well: true, text: 'All is well.', path: null, more: 0 }, services: [], topics: [], consumers: [] },
  };
  const plan = { dry_run: true, total: 11, replayable: 10, refused: [{ code: 'too_old', count: 1, detail: 'older than 35 days' }] };
  asked = serve(({ method, path, body }): Answered => {
    if (method === 'GET') return { body: data[path.split('?')[0]!] };
    return { body: (body as { dry_run?: boolean } | undefined)?.dry_run ? plan : {} };
  });
});
afterEach(() => {
  view.leave();
  vi.useRealTimers();
});

const open = async (hash = '#/ops'): Promise<HTMLElement> => {
  view = opsView(readRoute(hash)!);
  document.body.replaceChildren(view.element);
  await settle();
  return view.element;
};
const panel = (id: string): HTMLElement => view.element.querySelector<HTMLElement>(`[data-panel="${id}"]`)!;
const press = async (root: ParentNode, text: string): Promise<void> => {
  buttonNamed(root, text).click();
  await settle();
};
const posts = (): Asked[] => asked.filter(({ method }) => method === 'POST');
const readsOf = (path: string): string[] => asked.flatMap((each) => (each.method === 'GET' && each.path.split('?')[0] === path ? [each.path] : []));

describe('the overview', () => {
  it('shows groups, failures, lag, outboxes and alerts, and hides replays where there are none', async () => {
    const page = await open();
    expect(panel('groups').textContent).toContain('x is not a function');
    expect(panel('dead-letters').querySelector('a')!.getAttribute('href')).toBe('#/ops/dead-letters/f-1');
    expect(panel('lag').textContent).toContain('audit-service2,500audit-log, 2,500 events behind, the oldest for 30 s, 3.3/s, 2.0 % of tries failPartitions and last errors');
    expect(panel('lag').querySelector('.fill.bad')).not.toBeNull();
    expect(panel('outbox').textContent).toContain('chat-api 3 events waiting, the oldest for 4 s');
    expect(panel('alerts').textContent).toContain('Nothing is wrong.');
    expect(panel('replays').hidden).toBe(true);
    expect(page.querySelectorAll('[role=alert]:not(:empty)')).toHaveLength(0);
  });

  it('loads again regularly, keeps what did not change, and stops when it is left', async () => {
    await open();
    const row = panel('groups').querySelector('tbody tr');
    buttonNamed(row!, 'Show').focus();
    data['/ops/alerts'] = { items: [{ alert: 'consumer_lag', subject: 's', state: 'firing', severity: 'error', summary: 'audit-service is behind', path: '/ops/lag', fired_at: '2026-11-21T11:00:00.000Z', resolved_at: null }] };
    await vi.advanceTimersByTimeAsync(5_000);
    await settle();
    expect(panel('groups').querySelector('tbody tr')).toBe(row);
    expect(document.activeElement?.textContent).toBe('Show');
    expect(panel('alerts').querySelector('a')!.getAttribute('href')).toBe('#/ops/lag');
    view.leave();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(before);
  });

  it('says what cannot be read, and goes on with the rest', async () => {
    const answered = data;
    asked = serve(({ path }) => (path === '/ops/lag' ? { status: 503, body: { title: 'ops-service is not available' } } : { body: answered[path.split('?')[0]!] }));
    await open();
    expect(panel('lag').querySelector('[role=alert]')!.textContent).toBe('ops-service is not available.');
    expect(panel('outbox').textContent).toContain('chat-api');
  });

  it('narrows the list to a group, by its button and by its address', async () => {
    await open();
    await press(panel('groups'), 'Show');
    expect(readsOf('/ops/dead-letters').at(-1)).toContain('group=g-1');
    expect(location.hash).toBe('#/ops/dead-letters?group=g-1');
    await press(panel('dead-letters'), 'Show all');
    expect(readsOf('/ops/dead-letters').at(-1)).not.toContain('group');
    await open('#/ops/dead-letters?group=g-2&state=all');
    expect(readsOf('/ops/dead-letters').at(-1)).toBe('/ops/dead-letters?group=g-2&state=all&limit=50');
    expect(panel('dead-letters').querySelector<HTMLSelectElement>('[name=state]')!.value).toBe('all');
  });
});

describe('an alert leads to the thing itself:', () => {
  const opened = (root: ParentNode): string[] => [...root.querySelectorAll('details[open] > summary')].map(({ textContent }) => textContent!);

  it('one on lag to the consumer, by partition, with its last errors', async () => {
    await open('#/ops/lag?consumer=audit-service&topic=audit-log');
    expect(opened(panel('lag'))).toEqual(['Partitions and last errors']);
    expect(panel('lag').querySelector('tbody')!.textContent).toBe('02,500402,540');
    expect(panel('lag').querySelector('.errors')!.textContent).toContain('x is not a function');
    expect(readsOf('/ops/dead-letters').at(-1)).toContain('consumer=audit-service&state=all&limit=3');
    // It narrows no other panel.
    expect(readsOf('/ops/dead-letters')[0]).toBe('/ops/dead-letters?limit=50');
  });

  it('one on skew to the partitions of the topic', async () => {
    await open('#/ops/lag?topic=audit-log');
    expect(opened(panel('lag'))).toContain('audit-log: its fullest partition is 50 % above the mean');
    expect(panel('lag').querySelector('.topics')!.textContent).toContain('partition 0: 75 %, 3.0 a second');
  });

  it('one on an outbox to its oldest events', async () => {
    data['/ops/outbox'] = { items: [{ ...outbox, oldest_events: [{ id: 'e-7', topic: 'reminders', created_at: '2026-11-21T11:00:00.000Z' }] }] };
    await open('#/ops/outbox?service=chat-api');
    expect(opened(panel('outbox'))).toEqual(['The oldest that wait']);
    expect(panel('outbox').querySelector('details')!.textContent).toContain('reminders, since');
  });
});

it('says on each page what one may do there, folded away', async () => {
  const page = await open();
  expect(page.querySelector<HTMLDetailsElement>('.what-may-i')!.open).toBe(false);
  expect(page.querySelector('.what-may-i')!.textContent).toContain('Everything that you do stands in the audit trail');
});

it('shows errors before warnings, and hides what is over', async () => {
  const alert = (summary: string, severity: string, state = 'firing') => ({ alert: 'x', subject: summary, state, severity, summary, path: '/ops/lag', fired_at: null, resolved_at: null });
  data['/ops/alerts'] = { items: [alert('skew', 'warning'), alert('lag', 'error'), alert('age', 'error', 'resolved')] };
  await open();
  expect([...panel('alerts').querySelectorAll('.alert.firing a')].map(({ textContent }) => textContent)).toEqual(['lag', 'skew']);
  expect(panel('alerts').querySelector('details')!.textContent).toContain('age');
  expect(panel('alerts').textContent).toContain('2 alerts fire.');
});

describe('a replay of a group', () => {
  it('says first what it would do, and starts with the rate that was chosen', async () => {
    await open();
    await press(panel('groups'), 'Replay …');
    expect(panel('groups').textContent).toContain('10 of 11 open failures would go out again');
    expect(panel('groups').textContent).toContain('1 failure would stay behind: older than 35 days');
    panel('groups').querySelector<HTMLInputElement>('[name=rate]')!.value = '3';
    await press(panel('groups'), 'Start the replay');
    expect(posts().map(({ body }) => body)).toEqual([{ group: 'g-1', dry_run: true }, { group: 'g-1', rate_per_second: 3 }]);
    expect(posts()[1]!.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(panel('groups').querySelector('form')).toBeNull();
  });

  it('can be one of all that has failed since a time', async () => {
    await open();
    await press(panel('groups'), 'Replay all since …');
    const since = panel('groups').querySelector<HTMLInputElement>('[name=since]')!;
    since.value = '2026-11-21T12:30';
    await press(panel('groups'), 'How many?');
    expect(panel('groups').textContent).toContain('10 of 11 open failures would go out again');
    await press(panel('groups'), 'Start the replay');
    const instant = new Date('2026-11-21T12:30').toISOString();
    expect(posts().map(({ body }) => body)).toEqual([{ since: instant, dry_run: true }, { since: instant, rate_per_second: 10 }]);
  });

  it('shows how far it is, can be paused, goes on, and stops', async () => {
    data['/ops/replays'] = { items: [bulk()], next_cursor: null };
    await open();
    expect(panel('replays').querySelector('progress')).toMatchObject({ value: 4, max: 11 });
    data['/ops/replays'] = { items: [bulk({ state: 'paused' })], next_cursor: null };
    await press(panel('replays'), 'Pause');
    data['/ops/replays'] = { items: [bulk({ state: 'stopped', stopped_reason: 'a failure came back' })], next_cursor: null };
    await press(panel('replays'), 'Stop');
    expect(posts().map(({ path }) => path)).toEqual(['/ops/replays/b-1/pause', '/ops/replays/b-1/stop']);
    expect(panel('replays').textContent).toContain('a failure came back');
    expect(panel('replays').querySelectorAll('button')).toHaveLength(0);
  });

  it('loads the failures again as it progresses', async () => {
    data['/ops/replays'] = { items: [bulk()], next_cursor: null };
    await open();
    const before = readsOf('/ops/dead-letters').length;
    expect(before).toBe(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(readsOf('/ops/dead-letters')).toHaveLength(before);
    data['/ops/replays'] = { items: [bulk({ progress: { ...bulk().progress, handled: 5, waiting: 5 } })], next_cursor: null };
    await vi.advanceTimersByTimeAsync(5_000);
    await settle();
    expect(readsOf('/ops/dead-letters').length).toBeGreaterThan(before);
  });
});

it('gives what a service set aside another try', async () => {
  data['/ops/outbox'] = { items: [{ ...outbox, parked: 1, parked_events: [{ id: 'e', topic: 'reminders', parked_reason: 'too large' }], oldest_events: [] }] };
  await open();
  expect(panel('outbox').textContent).toContain('reminders: too large');
  data['/ops/outbox'] = { items: [outbox] };
  await press(panel('outbox'), 'Try again');
  expect(posts()).toMatchObject([{ path: '/ops/outbox/retry', body: { service: 'chat-api' } }]);
  expect(panel('outbox').textContent).not.toContain('set aside');
});

it('shows one failure by its address', async () => {
  const page = await open('#/ops/dead-letters/f-1');
  expect(page.textContent).toContain('task.created at reminder-service');
  expect(page.querySelector('[data-panel=groups]')).toBeNull();
});
