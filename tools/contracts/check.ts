import type { EventDefinition } from '#contracts/define-event';
import { compareSchemas } from './compare.ts';
import { consumersOf } from './consumers.ts';
import type { Release } from './releases.ts';
import { exportSchemas } from './schemas.ts';

const breaks = (type: string): string => `Breaks: ${consumersOf(type).map(({ id }) => id).join(', ') || 'no consumer yet'}`;

const brokenSchemas = ({ number, schemas }: Release, events: readonly EventDefinition[]): string[] => {
  const present = exportSchemas(events);
  return Object.entries(schemas).flatMap(([type, released]) => {
    const now = present[type];
    const reasons = now === undefined ? ['the event type is gone'] : compareSchemas(released, now);
    return reasons.map((reason) => `${type} (release ${number}): ${reason}. ${breaks(type)}`);
  });
};

const unreadableEvents = ({ number, golden }: Release, events: readonly EventDefinition[]): string[] =>
  Object.entries(golden).flatMap(([type, event]) => {
    const error = events.find((definition) => definition.type === type)?.schema.safeParse(event).error;
    return error === undefined ? [] : [`${type}: an event of release ${number} can no longer be read: ${error.message}. ${breaks(type)}`];
  });

/**
 * What breaks between the contracts and the schemas of the last release, or the events of
 * any release, and for which consumers.
 */
export const checkContracts = (releases: readonly Release[], events: readonly EventDefinition[]): string[] => [
  ...brokenSchemas(releases.at(-1)!, events),
  ...releases.flatMap((release) => unreadableEvents(release, events)),
];
