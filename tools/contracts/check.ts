import { events } from '#contracts/events/index';
import { compareSchemas } from './compare.ts';
import { consumersOf } from './consumers.ts';
import { readReleases, type Release } from './releases.ts';
import { exportSchemas } from './schemas.ts';

const brokenSchemas = ({ number, schemas }: Release): string[] => {
  const present = exportSchemas();
  return Object.entries(schemas).flatMap(([type, released]) => {
    const now = present[type];
    const reasons = now === undefined ? ['the event type is gone'] : compareSchemas(released, now);
    const consumers = consumersOf(type).join(', ') || 'no consumer yet';
    return reasons.map((reason) => `${type} (release ${number}): ${reason}. Breaks: ${consumers}`);
  });
};

const unreadableEvents = ({ number, golden }: Release): string[] =>
  Object.entries(golden).flatMap(([type, event]) => {
    const result = events.find((definition) => definition.type === type)?.schema.safeParse(event);
    return result === undefined || result.success ? [] : [`${type}: an event of release ${number} can no longer be read: ${result.error.message}`];
  });

/** What the current contracts break, compared with the schemas of the last release and the events of every release. */
export const checkContracts = (): string[] => {
  const releases = readReleases();
  return [...brokenSchemas(releases.at(-1)!), ...releases.flatMap(unreadableEvents)];
};
