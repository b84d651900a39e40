import type { EventDefinition } from '#contracts/define-event';
import { events } from '#contracts/events/index';
import generated from './facts.json' with { type: 'json' };

/** A release of the contracts, and its day. */
export interface Release {
  number: number;
  date: string;
}

/** What is known of an event type besides its contract. */
export interface EventFacts {
  /** What happened, in a sentence. */
  summary: string;
  publishers: string[];
  consumers: string[];
  /** The first release that has it; null before that. */
  since: Release | null;
  /** Fields added after the event's first release, by path; null if no release has them yet. */
  newer: Record<string, Release | null>;
  /** A whole event. */
  example: Record<string, unknown>;
}

/** A topic that a service consumes: by one of its replicas, or by each. */
export interface Consumed {
  topic: string;
  by: 'one replica' | 'each replica';
}

/** What `npm run generate` finds out about events, as stored in facts.json. */
export interface Facts {
  events: Record<string, EventFacts>;
  /** The topics that each service publishes to and consumes, by its id. */
  services: Record<string, { publishes: string[]; consumes: Consumed[] }>;
}

export const facts = generated as Facts;

/**
 * The known event types by name, in an order that is the same at every start. One that has
 * not been generated yet must not keep the service from starting.
 */
export const describedBy = ({ events: known }: Facts, all: readonly EventDefinition[]): EventDefinition[] =>
  all.filter(({ type }) => Object.hasOwn(known, type)).toSorted((one, other) => (one.type < other.type ? -1 : 1));

export const inOrder = describedBy(facts, events);
