import { describe, expect, it } from 'vitest';
import type { TrailStep } from '#contracts/http/trail';
import { joinTrail, namesOf, type Told } from './join-trail.ts';

const step = (at: string, event_id: string | null = null): TrailStep => ({ at, ended_at: null, what: 'did it', outcome: 'done', event_id, task_id: null, detail: null });

const told: Told[] = [
  { service: 'audit-service', part: { steps: [step('2030-01-01T00:00:02.000Z', 'b'), step('2030-01-01T00:00:03.000Z', 'a')], keys: ['ada'] } },
  { service: 'realtime-service', reason: 'it does not answer' },
  { service: 'chat-api', part: { steps: [step('2030-01-01T00:00:01.000Z'), step('2030-01-01T00:00:04.000Z', 'a')], keys: ['ada', 'bob'] } },
  { service: 'recurring-service', part: { steps: [], keys: [] } },
];

describe('the trail of a request', () => {
  it('has the steps of all services, oldest first', () => {
    expect(joinTrail('x', told).steps.map(({ service, at }) => `${at.slice(17, 19)} ${service}`)).toEqual(['01 chat-api', '02 audit-service', '03 audit-service', '04 chat-api']);
  });

  it('tells who keeps nothing of it from who did not answer', () => {
    expect(joinTrail('x', told).services).toEqual([
      { service: 'audit-service', answered: true, reason: null, steps: 2 },
      { service: 'realtime-service', answered: false, reason: 'it does not answer', steps: 0 },
      { service: 'chat-api', answered: true, reason: null, steps: 2 },
      { service: 'recurring-service', answered: true, reason: null, steps: 0 },
    ]);
  });

  it('names each event and key once', () => {
    expect(namesOf(told)).toEqual({ events: ['b', 'a'], keys: ['ada', 'bob'] });
  });
});
