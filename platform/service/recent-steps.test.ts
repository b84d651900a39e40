import { describe, expect, it } from 'vitest';
import type { TrailStep } from '#contracts/http/trail';
import { rememberSteps } from './recent-steps.ts';

const step = (at: number): TrailStep => ({ at: new Date(at).toISOString(), ended_at: null, what: 'did it', outcome: 'done', event_id: null, task_id: null, detail: null });

describe('what a process remembers', () => {
  it('is told by request, oldest first, each key once', () => {
    const recent = rememberSteps(3);
    recent.add('a', 'ada', step(2));
    recent.add('b', 'bob', step(1));
    recent.add('a', 'ada', step(1));
    expect(recent.of('a')).toEqual({ steps: [step(1), step(2)], keys: ['ada'] });
    expect(recent.of('c')).toEqual({ steps: [], keys: [] });
  });

  it('is bounded: the oldest goes first', () => {
    const recent = rememberSteps(3);
    for (let at = 0; at < 5; at += 1) recent.add('a', 'ada', step(at));
    expect(recent.of('a').steps).toEqual([step(2), step(3), step(4)]);
  });
});
