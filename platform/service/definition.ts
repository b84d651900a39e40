import type { z } from 'zod';
import type { Topic } from '#contracts/topics';
import type { Handler } from '../delivery/on-event.ts';
import type { RawMessage } from '../delivery/raw.ts';
import type { Server } from '../http/server.ts';
import type { Purges } from './forget.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';
import type { Storage } from './storage.ts';
import type { TellTrail } from './trail.ts';

/** What the platform reads of a service's entry in the catalogue. */
export interface Entry {
  /** The topics that its transactions emit to. */
  readonly publishes?: readonly Topic[];
  /** Its clocks, by name. */
  readonly clocks?: object;
  /** Present where its sidecar never pauses its subscriptions, so that its health has no deliveries to wait for. */
  readonly healthThreshold?: object;
  /** More that matters to others only. */
  readonly [fact: string]: unknown;
}

/** Adds routes, or whatever else a server has. */
export type Route<Context> = (app: Server, context: Context) => void | Promise<void>;

/** Work that goes on beside requests and deliveries. */
export interface Background {
  stop(): unknown;
}

/** Which topics come otherwise than in batches at a route of the topic, or one event at a time at a route of its type; as its subscriptions say. */
export interface Deliveries<Context> {
  /** In batches, and of no use later: an event that fails does not come again. */
  fleeting?: readonly Topic[];
  /** One message at a time, each with a route of its topic. */
  raw?: readonly Topic[];
  /** Messages that are no events, or need not be. */
  messages?: { topics: readonly Topic[]; take: (context: Context, topic: string, message: RawMessage) => Promise<void> };
}

/** What a service is made of; {@link runService} does the rest. */
export interface ServiceDefinition<Config extends ServiceConfig, Db extends Storable, Context extends Parts<Config, Db>, E extends Entry = Entry> {
  /** The Dapr app id. */
  name: string;
  /** What the catalogue says of it. */
  entry: E;
  config: z.ZodType<Config>;
  storage: Storage<Config, Db>;
  /** Adds the service's own parts to those of the platform; starts nothing. */
  context: (parts: Parts<Config, Db>) => Context | Promise<Context>;
  /** What it does with the events that it consumes. */
  handlers?: (context: Context) => readonly Handler[];
  deliveries?: Deliveries<Context>;
  /**
   * False for the service that consumes the dead letters and the reports: nothing of its own is dead-lettered or reported, or it would loop,
   * and its sidecar has no reason to pause (docs/decisions/0012).
   */
  deadLetters?: false;
  /** Rejects as long as something elsewhere that the handlers need is unavailable; the database is looked at anyway. */
  probe?: (context: Context) => Promise<unknown>;
  /** What each clock of the catalogue does at a tick. */
  clocks?: { [Clock in keyof E['clocks']]: (context: Context) => Promise<void> };
  /** Extra parts of its server, before the routes. */
  plugins?: readonly Route<Context>[];
  /** What people's clients call. */
  routes?: readonly Route<Context>[];
  /** What only other services call, through the sidecar. */
  internalRoutes?: readonly Route<Context>[];
  /** What it knows of one request, from its own rows; what waits in its outbox and what it has handled is told anyway. */
  trail?: TellTrail<Context>;
  /** The largest request head, in bytes, where Node's 16 KiB are not enough. */
  maxHeaderBytes?: number;
  /** Starts what goes on in the background; it stops in the opposite order. */
  background?: (context: Context) => readonly Background[];
  /** Removes what is past its time, at the start and once an hour; the names are for the log. */
  forget?: (context: Context) => Purges;
}

/** A service, for the inference of its types. */
export const defineService = <Config extends ServiceConfig, Db extends Storable, Context extends Parts<Config, Db>, E extends Entry>(
  definition: ServiceDefinition<Config, Db, Context, E>,
): ServiceDefinition<Config, Db, Context, E> => definition;
