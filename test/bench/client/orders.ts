import type { Operation } from '../../oracle/ledger.ts';
import type { Accepted } from '../measure/effects.ts';
import type { Summary } from '../stats.ts';

/** A load of requests at fixed instants. */
export interface Load {
  origin: string;
  /** Requests a second, of all users together. */
  rate: number;
  seconds: number;
}

/** What the client saw of a load. */
export interface LoadOutcome {
  sent: number;
  accepted: Accepted[];
  /** Answers other than 201, by status; 0 means none at all. */
  refused: Record<string, number>;
  /** Requests that were not sent because too many were unanswered at their instant. */
  held_back: number;
  /** From the instant at which a request was due to its reply. */
  post: Summary;
  /** How late the client itself was in sending. */
  sending: Summary;
  started_at: number;
}

/** What came over the WebSockets. */
export interface FramesOutcome {
  /** From the reply to the frame; a frame before its reply counts as 0. */
  reply_to_frame: Summary;
  missing: number;
}

/** A user with an account. */
export interface User {
  id: string;
  token: string;
}

/** How many WebSockets could be opened, and what happened to the next one. */
export interface Sockets {
  opened: number;
  stopped_by: string | null;
}

/** What the client process does for the bench. */
export interface Orders {
  /** Signs users up at an origin, each with a WebSocket that stays open. */
  people(origin: string, count: number): Promise<void>;
  /** Sends the following requests as these users, without WebSockets. */
  become(users: readonly User[]): Promise<void>;
  /** Opens a WebSocket for each of the users, until one is refused. */
  sockets(origin: string, count: number): Promise<Sockets>;
  /** Sends requests as fast as they are answered, a few at once. */
  warm(origin: string, count: number): Promise<void>;
  load(load: Load): Promise<LoadOutcome>;
  /** Everything that was requested so far, for the oracle. */
  operations(): Promise<Operation[]>;
  /** What the WebSockets received of the last load, waiting up to `limitMs` for the rest. */
  frames(limitMs: number): Promise<FramesOutcome>;
}

/** One order on its way to the client process. */
export interface Request {
  id: number;
  order: keyof Orders;
  args: unknown[];
}

/** Its answer. */
export type Answer = { id: number; result: unknown } | { id: number; error: string };
