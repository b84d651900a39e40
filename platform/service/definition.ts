import type { z } from 'zod';
import type { Topic } from '#contracts/topics';
import type { Handler } from '../delivery/on-event.ts';
import type { RawMessage } from '../delivery/raw.ts';
import type { Server } from '../http/server.ts';
import type { Purges } from './forget.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';
import type { Storage } from './storage.ts';
import type { TellTrail } from './trail.ts';

/** The part of a service's catalogue entry that the platform reads. */
export interface Entry {
  /** The topics that it publishes to. */
  readonly publishes?: readonly Topic[];
  /** Its clocks, by name. */
  readonly clocks?: object;
  /**
   * Set if its sidecar never pauses its subscriptions, so that its health has no deliveries
   * to wait for.
   */
  readonly healthThreshold?: object;
  /** Other properties, which the platform does not read. */
  readonly [fact: string]: unknown;
}

/** Adds routes or other parts to a server. */
export type Route<Context> = (app: Server, context: Context) => void | Promise<void>;

/** Work that runs beside requests and deliveries. */
export interface Background {
  stop(): unknown;
}

/**
 * The topics that do not come in the usual ways: in batches at a route of the topic, or one
 * event at a time at a route of its type; as the subscriptions say.
 */
export interface Deliveries<Context> {
  /** In batches, and of no use later: an event that fails does not come again. */
  fleeting?: readonly Topic[];
  /** One message at a time, each with a route of its topic. */
  raw?: readonly Topic[];
  /** As raw messages, which need not be events. */
  messages?: { topics: readonly Topic[]; take: (context: Context, topic: string, message: RawMessage) => Promise<void> };
}

/** The definition of a service; {@link runService} does the rest. */
export interface ServiceDefinition<Config extends ServiceConfig, Db extends Storable, Context extends Parts<Config, Db>, E extends Entry = Entry> {
  /** The Dapr app id. */
  name: string;
  /** What the catalogue says of it. */
  entry: E;
  config: z.ZodType<Config>;
  storage: Storage<Config, Db>;
  /** Adds the service's own parts to those of the platform; starts nothing. */
  context: (parts: Parts<Config, Db>) => Context | Promise<Context>;
  /** The handlers of the events that it consumes. */
  handlers?: (context: Context) => readonly Handler[];
  deliveries?: Deliveries<Context>;
  /**
   * False for the service that consumes the dead letters and the reports: nothing of its
   * own is dead-lettered or reported, or it would loop, and its sidecar has no reason to
   * pause (docs/decisions/0012).
   */
  deadLetters?: false;
  /**
   * Rejects while something else that the handlers need is unavailable; the database is
   * always checked.
   */
  probe?: (context: Context) => Promise<unknown>;
  /** What each of its clocks does at a tick. */
  clocks?: { [Clock in keyof E['clocks']]: (context: Context) => Promise<void> };
  /** Extra parts of its server, before the routes. */
  plugins?: readonly Route<Context>[];
  /** Routes for people's clients. */
  routes?: readonly Route<Context>[];
  /** Routes for other services only, through the sidecar. */
  internalRoutes?: readonly Route<Context>[];
  /**
   * What it knows about one request from its own rows; its outbox and inbox are always
   * included.
   */
  trail?: TellTrail<Context>;
  /** The limit of a request's headers, in bytes, when Node's 16 KiB are not enough. */
  maxHeaderBytes?: number;
  /** Starts background work; it is stopped in reverse order. */
  background?: (context: Context) => readonly Background[];
  /** Purges that run at the start and once an hour; the names are for the log. */
  forget?: (context: Context) => Purges;
}

/** Defines a service; only infers its types. */
export const defineService = <Config extends ServiceConfig, Db extends Storable, Context extends Parts<Config, Db>, E extends Entry>(
  definition: ServiceDefinition<Config, Db, Context, E>,
): ServiceDefinition<Config, Db, Context, E> => definition;
