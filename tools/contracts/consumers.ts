import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { events } from '#contracts/events/index';
import { projectRoot } from '../runtime/paths.ts';

interface Subscription {
  spec: { topic: string; routes: { rules?: { match: string }[] } };
  scopes: string[];
}

const subscriptions = (): Subscription[] =>
  readdirSync(join(projectRoot, 'subscriptions'))
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(readFileSync(join(projectRoot, 'subscriptions', file), 'utf8')).map((document) => document.toJS() as Subscription));

/** The apps that get an event type: by a rule that names it, or in bulk, where a topic has no rules. */
export const consumersOf = (type: string): string[] => {
  const topic = events.find((event) => event.type === type)?.topic.name;
  const takes = ({ spec }: Subscription): boolean =>
    spec.routes.rules === undefined ? spec.topic === topic : spec.routes.rules.some(({ match }) => match.includes(`"${type}"`));
  return subscriptions().filter(takes).flatMap(({ scopes }) => scopes);
};
