import type { Trail, TrailPart } from '#contracts/http/trail';

/** What the services know of a request. */
export type JoinedTrail = Omit<Trail, 'trace_url'>;

/** What one service answered, or why it did not. */
export type Told = { service: string } & ({ part: TrailPart } | { reason: string });

/** The events and keys named in the answers, for the second round of questions. */
export const namesOf = (told: readonly Told[]): { events: string[]; keys: string[] } => {
  const parts = told.flatMap((one) => ('part' in one ? [one.part] : []));
  return {
    events: [...new Set(parts.flatMap(({ steps }) => steps.flatMap(({ event_id }) => event_id ?? [])))],
    keys: [...new Set(parts.flatMap(({ keys }) => keys))],
  };
};

/** All answers as one trail, oldest step first. */
export const joinTrail = (correlation_id: string, told: readonly Told[]): JoinedTrail => ({
  correlation_id,
  steps: told
    .flatMap((one) => ('part' in one ? one.part.steps.map((step) => ({ ...step, service: one.service })) : []))
    .sort((a, b) => a.at.localeCompare(b.at)),
  services: told.map((one) => ({
    service: one.service,
    answered: 'part' in one,
    reason: 'part' in one ? null : one.reason,
    steps: 'part' in one ? one.part.steps.length : 0,
  })),
});
