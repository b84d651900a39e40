// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Flow } from '../../contracts/http/ops/flow.ts';
import { serve } from '../testing/fake-server.ts';
import { settle } from '../testing/page.ts';
import { flowPicture, waitText } from './flow-picture.ts';
import { flowPanel } from './flow.ts';

const consumer = (more: Partial<Flow['consumers'][number]> = {}): Flow['consumers'][number] => ({
  consumer: 'audit-service', topic: 'audit-log', lag: 0, limit: 1_000, oldest_seconds: null, oldest_is_older: false, rate_per_second: 1, error_rate: null, failed: 0, lags: [0, 3, 1], ...more,
});
const flow = (more: Partial<Flow> = {}): Flow => ({
  measured_at: '2026-11-21T11:00:00.000Z', stale: false, verdict: { well: true, text: 'All is well.', path: null, more: 0 },
  services: [{ service: 'chat-api', publishes: ['audit-log'], outbox: { reachable: true, waiting: 2, parked: 0, oldest_age: 1 }, clocks: [] }, { service: 'realtime-service', publishes: [], outbox: null, clocks: [] }],
  topics: [{ topic: 'audit-log', rate_per_second: 2, came: [1, 2] }, { topic: 'dlq.audit-log', rate_per_second: 0, came: [0, 0] }],
  consumers: [consumer()], ...more,
});
const nodes = (picture: SVGElement): [string | null, string | null][] => [...picture.querySelectorAll('.node')].map((node) => [node.querySelector('title')!.textContent, node.getAttribute('class')]);

describe('the picture of the flow', () => {
  it('has who publishes, what, and who is how far behind', () => {
    const picture = flowPicture(flow({ consumers: [consumer({ lag: 12, oldest_seconds: 300 })] }));
    expect(nodes(picture)).toEqual([['chat-api: 2 to publish', 'node well'], ['audit-log: 2.0 a second', 'node well'], ['audit-service: 12 events behind, the oldest for 5 min', 'node well']]);
    expect(picture.querySelectorAll('.edge')).toHaveLength(2);
    expect(picture.querySelectorAll('.spark')).toHaveLength(2);
  });

  it('stands out where a limit is passed, or events have failed, and leads there', () => {
    const [behind, failed] = [consumer({ lag: 1_000 }), consumer({ consumer: 'other', failed: 3 })];
    const picture = flowPicture(flow({ consumers: [behind, failed] }));
    expect(nodes(picture).slice(2).map(([, state]) => state)).toEqual(['node bad', 'node warm']);
    expect([...picture.querySelectorAll('.node')].at(-1)!.getAttribute('href')).toBe('#/ops/dead-letters?consumer=other');
  });

  it('has the clocks of the services that run on one, and stands out where one has stopped', () => {
    const worker = (stopped: boolean): Flow['services'][number] => ({ service: 'reminder-service', publishes: ['audit-log'], outbox: null, clocks: [{ clock: 'reminders', ticked_at: '2026-11-21T11:00:00.000Z', stopped }] });
    const drawn = (stopped: boolean): (string | null)[] => nodes(flowPicture(flow({ services: [worker(stopped)] })))[0]!;
    expect(drawn(false)).toEqual(['reminder-service: its clock reminders ticks', 'node well']);
    expect(drawn(true)).toEqual([expect.stringMatching(/: its clock reminders has not ticked since .*2026/), 'node bad']);
    expect(flowPicture(flow({ services: [worker(true)] })).querySelectorAll('.clock.bad circle')).toHaveLength(1);
  });

  it('says that an event is older than what is known', () => expect(waitText({ lag: 1, oldest_seconds: 3_600, oldest_is_older: true })).toBe('1 event behind, the oldest for more than 60 min'));
});

describe('the verdict', () => {
  const open = async (answer: Flow): Promise<HTMLElement> => {
    serve(() => ({ body: answer }));
    const panel = flowPanel();
    document.body.replaceChildren(panel.element);
    await panel.refresh();
    await settle();
    return panel.element.querySelector<HTMLElement>('.verdict')!;
  };
  afterEach(() => document.body.replaceChildren());

  it('is one line', async () => {
    const verdict = await open(flow());
    expect([verdict.textContent, verdict.className]).toEqual(['All is well.', 'verdict good']);
  });

  it('leads to what is wrong, and says how much else is', async () => {
    const verdict = await open(flow({ verdict: { well: false, text: 'audit-service is behind', path: '/ops/lag', more: 2 } }));
    expect(verdict.textContent).toBe('audit-service is behind And 2 more: all alerts.');
    expect([verdict.className, verdict.querySelector('a')!.getAttribute('href')]).toEqual(['verdict bad', '#/ops/lag']);
  });
});
