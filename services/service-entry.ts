import type { Topic } from '#contracts/topics';

/** A value, and why it is that one: the reason becomes a comment beside it in what is generated. */
export interface Reasoned<Value> {
  readonly value: Value;
  readonly why: string;
}

/** A variable of a service's environment beside those that follow from the rest of its entry. */
export interface Setting {
  /** In dapr.yaml; absent where the service's own default serves on this machine. */
  readonly local?: string | Reasoned<string>;
  /**
   * Where it comes from on Kubernetes: the Secret of the service's own name, which must
   * have it always, in production, or never, or else the ConfigMap `settings`. Absent: it
   * is not set there.
   */
  readonly cluster?: 'secret' | 'production secret' | 'optional secret' | 'settings';
}

/** What one service asks of another through Dapr, as an operation of daprd's access control. */
export interface Operation {
  /**
   * Its path; `/*` at the end is one level below it, `/**` itself and all below it, and a
   * name without either takes in all below it too.
   */
  readonly path: `/${string}`;
  readonly verbs: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[];
}

/**
 * What must be known of a service from outside it. Which topics it consumes, and through
 * which component, is said by its file in subscriptions/; its dead letters, delivery
 * reports, scopes, access lists and manifests follow from both.
 */
export interface ServiceEntry {
  /**
   * Where the app listens on this machine; its sidecar is 500 (HTTP), 600 (gRPC), 700 (gRPC
   * between sidecars) and 800 (metrics) above that.
   */
  readonly port: number;
  /** It owns a PostgreSQL schema, and so has an outbox, and an inbox if it consumes. */
  readonly database?: true;
  /** The topics that its own events go to. */
  readonly publishes?: readonly Topic[];
  /**
   * Its Dapr cron bindings: the clock's name, which is also the end of its route
   * /clock/<name>, and what ticks.
   */
  readonly clocks?: Readonly<Record<string, { readonly schedule: string; readonly why: string }>>;
  /** What it asks of others through Dapr, by their ids; they let nobody else in. */
  readonly invokes?: Readonly<Record<string, readonly Operation[]>>;
  /**
   * It watches all others: it asks each for its outbox, its progress and its part of a
   * trail, and Kafka for the lag of each.
   */
  readonly watches?: true;
  /** It may ask a language model through Dapr's Conversation API. */
  readonly converses?: true;
  /** It is the one origin, which passes on what other entries name in `prefixes` and `upgrades`. */
  readonly gateway?: true;
  /**
   * Paths of the one origin that it answers, each with all below it. Who has some verifies
   * the tokens of people.
   */
  readonly prefixes?: readonly `/${string}`[];
  /** Those of its paths that take WebSocket upgrades, beside `prefixes`. */
  readonly upgrades?: readonly `/${string}`[];
  /** It calls out of the cluster: mail, and HTTPS to addresses that people give. */
  readonly callsOut?: true;
  /**
   * How many probes of its health must fail before its sidecar pauses its subscriptions;
   * one for all that do not say.
   */
  readonly healthThreshold?: Reasoned<number>;
  readonly settings?: Readonly<Record<string, Setting>>;
}

/** An entry with its name: the Dapr app id, which is also the folder of the service. */
export interface Service extends ServiceEntry {
  readonly id: string;
}
