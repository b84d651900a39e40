import type { Operation } from '../../oracle/ledger.ts';
import type { Accepted } from '../measure/effects.ts';
import type { Summary } from '../stats.ts';

/** A load of requests at fixed instants. */
export interface Load {
  origin: string;
  /** Requests a second, by all users together. */
  rate: number;
  seconds: number;
}

/** What the client saw of a load. */
export interface LoadOutcome {
  sent: number;
  accepted: Accepted[];
  /** Answers other than 201, by status; 0 is none at all. */
  refused: Record<string, number>;
  /** Requests whose instant came while too many were unanswered: not sent. */
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

/** Someone with an account. */
export interface User {
  id: string;
  token: string;
}

/** How many WebSockets could be opened, and what the next one met. */
export interface Sockets {
  opened: number;
  stopped_by: string | null;
}

/** What the client process does for the bench. */
export interface Orders {
  /** Signs people up at an origin, each with a WebSocket that is open from then on. */
  people(origin: string, count: number): Promise<void>;
  /** From now on requests are those of these users, without WebSockets. */
  become(users: readonly User[]): Promise<void>;
  /** Opens a WebSocket for each of the users, until one is refused. */
  sockets(origin: string, count: number): Promise<Sockets>;
  /** Sends requests as fast as a few at once are answered. */
  warm(origin: string, count: number): Promise<void>;
  load(load: Load): Promise<LoadOutcome>;
  /** All that was asked for so far, for the oracle. */
  operations(): Promise<Operation[]>;
  /** What the WebSockets got of the last load, waiting up to `limitMs` for the rest. */
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
