import type { EventDefinition } from '#contracts/define-event';
import { events } from '#contracts/events/index';
import generated from './facts.json' with { type: 'json' };

/** A release of the contracts, and the day of it. */
export interface Release {
  number: number;
  date: string;
}

/** What is known of an event type beside its contract. */
export interface EventFacts {
  /** What happened, in a sentence. */
  summary: string;
  publishers: string[];
  consumers: string[];
  /** The first release that has it; null before that. */
  since: Release | null;
  /** Fields that came later than the event, by their paths: null where no release has them yet. */
  newer: Record<string, Release | null>;
  /** A whole event. */
  example: Record<string, unknown>;
}

/** A topic that a service consumes: by one of its replicas, or by each. */
export interface Consumed {
  topic: string;
  by: 'one replica' | 'each replica';
}

/** What `npm run generate` finds out about events, which stands in facts.json. */
export interface Facts {
  events: Record<string, EventFacts>;
  /** The topics that each service publishes to and consumes, by its id. */
  services: Record<string, { publishes: string[]; consumes: Consumed[] }>;
}

export const facts = generated as Facts;

/** The event types that are known, by name, so that pages and documents are the same at every start. One that is not generated yet must not keep the service from starting. */
export const describedBy = ({ events: known }: Facts, all: readonly EventDefinition[]): EventDefinition[] =>
  all.filter(({ type }) => Object.hasOwn(known, type)).toSorted((one, other) => (one.type < other.type ? -1 : 1));

export const inOrder = describedBy(facts, events);
