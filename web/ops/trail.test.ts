// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Trail } from '../../contracts/http/trail.ts';
import { serve } from '../testing/fake-server.ts';
import { settle } from '../testing/page.ts';
import type { View } from '../view.ts';
import { trailAddress } from '../trail-address.ts';
import { readRoute } from './route.ts';
import { opsView } from './view.ts';

const step = (service: string, at: string, more: Partial<Trail['steps'][number]> = {}): Trail['steps'][number] => ({
  service, at: `2026-11-21T11:00:0${at}Z`, ended_at: null, what: 'did its part', outcome: 'done', event_id: null, task_id: null, detail: null, ...more,
});

let view: View;
afterEach(() => view.leave());

const open = async (trail: Trail): Promise<HTMLElement> => {
  serve(() => ({ body: trail }));
  view = opsView(readRoute(trailAddress(trail.correlation_id))!);
  document.body.replaceChildren(view.element);
  await settle();
  return view.element;
};

describe('the trail of a request', () => {
  it('shows each step after the first, how long it took, and who is silent', async () => {
    const page = await open({
      correlation_id: 'a/b c', trace_url: 'http://jaeger/x',
      steps: [step('chat-api', '0.000'), step('audit-service', '0.000', { ended_at: '2026-11-21T11:00:00.012Z' }), step('notification-service', '2.500', { outcome: 'failed', detail: 'no such address' })],
      services: [{ service: 'chat-api', answered: true, reason: null, steps: 1 }, { service: 'recurring-service', answered: true, reason: null, steps: 0 }, { service: 'realtime-service', answered: false, reason: 'gone', steps: 0 }],
    });
    const rows = [...page.querySelectorAll('.step')].map(({ textContent }) => textContent);
    expect(rows).toEqual(['+0 mschat-api did its part', '+0 msaudit-service did its part took 12 ms', '+2.5 snotification-service did its part failed, no such address']);
    expect([...page.querySelectorAll('.silent li')].map(({ textContent }) => textContent)).toEqual(['recurring-service keeps nothing of it.', 'realtime-service did not answer, so what it did is unknown: gone']);
    expect(page.querySelector('a[href="http://jaeger/x"]')!.textContent).toBe('Its traces');
  });

  it('leads to the failed event', async () => {
    const page = await open({ correlation_id: 'x', trace_url: null, steps: [step('ops-service', '0.000', { event_id: 'e-1', outcome: 'failed' })], services: [] });
    expect(page.querySelector<HTMLAnchorElement>('a[href*="dead-letters"]')!.getAttribute('href')).toBe('#/ops/dead-letters?q=e-1&state=all');
  });

  it('says where nothing is known', async () => {
    expect((await open({ correlation_id: 'x', trace_url: null, steps: [], services: [] })).textContent).toContain('No service keeps anything of this request');
  });
});
