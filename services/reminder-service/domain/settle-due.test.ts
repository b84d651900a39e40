import { describe, expect, it } from 'vitest';
import { settleDue } from './settle-due.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const due = (...secondsAgo: number[]) => secondsAgo.map((seconds) => ({ remind_at: new Date(now.getTime() - seconds * 1_000), seconds }));
const settle = (...secondsAgo: number[]) => settleDue(due(...secondsAgo), now).map(([{ seconds }, settlement]) => ({ seconds, ...settlement }));

describe('due reminders of a task', () => {
  it('are all sent while they are on time, and not called late', () => {
    expect(settle(0.4, 60)).toEqual([
      { seconds: 60, state: 'sent', late_seconds: 0, collapsed: 0 },
      { seconds: 0.4, state: 'sent', late_seconds: 0, collapsed: 0 },
    ]);
  });

  it('say how late they are', () => {
    expect(settle(3_600.9)).toEqual([{ seconds: 3_600.9, state: 'sent', late_seconds: 3_600, collapsed: 0 }]);
  });

  it('collapse into the newest where they are late, in whatever order they come', () => {
    expect(settle(7_200, 61, 86_400)).toEqual([
      { seconds: 86_400, state: 'collapsed' },
      { seconds: 7_200, state: 'collapsed' },
      { seconds: 61, state: 'sent', late_seconds: 61, collapsed: 2 },
    ]);
  });

  it('collapse into one that is on time too: a person is told once', () => {
    expect(settle(7_200, 5)).toEqual([
      { seconds: 7_200, state: 'collapsed' },
      { seconds: 5, state: 'sent', late_seconds: 0, collapsed: 1 },
    ]);
  });
});
