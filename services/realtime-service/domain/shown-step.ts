import type { TrailStep } from '#contracts/http/trail';

/** What this replica did with an event, for the trail of its request. */
export const shownStep = (what: 'change' | 'notification', event: { id: string; subject?: string | undefined }, { connections, now }: { connections: number; now: number }): TrailStep => ({
  at: new Date(now).toISOString(),
  ended_at: null,
  what: connections === 0 ? `had nobody to show the ${what} to` : `showed the ${what} on the page`,
  outcome: 'done',
  event_id: event.id,
  task_id: event.subject ?? null,
  detail: connections === 0 ? null : `${connections} ${connections === 1 ? 'connection' : 'connections'}`,
});
