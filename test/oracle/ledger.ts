import { newId } from '#platform/ids';

/**
 * What the client knows about a request: `unknown` if no reply came, or one that does not
 * say whether it was done.
 */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

/** One thing that a client requested; times are milliseconds of the client's monotonic clock. */
export interface Operation {
  /** The client's own, and unique: a new task has it as its title. */
  readonly id: string;
  readonly user: string;
  readonly kind: 'create' | 'complete';
  readonly askedAt: number;
  outcome: Outcome;
  answeredAt: number;
  /**
   * The task and its version after this, according to the reply; for a completion the task
   * is known before.
   */
  task: string | undefined;
  version: number | undefined;
}

/**
 * An operation under way: closed with the status of the reply, 0 if none came, and the task
 * in it.
 */
export interface Asked {
  readonly id: string;
  close(status: number, task?: { id: string; version: number } | null): Operation;
}

/**
 * Everything that clients requested, by their own unique ids. An operation that is never
 * closed stays unknown.
 */
export interface Ledger {
  readonly operations: readonly Operation[];
  ask(user: string, kind: Operation['kind'], task?: string): Asked;
  /** Every user in whose name something was requested. */
  users(): string[];
  count(outcome: Outcome): number;
}

/** A 4xx reply says that nothing was done; a 5xx may follow a commit whose own reply got lost. */
const outcomeOf = (status: number): Outcome => {
  if (status >= 200 && status < 300) return 'acknowledged';
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
};

/** An empty ledger. */
export const createLedger = (): Ledger => {
  const operations: Operation[] = [];
  return {
    operations,
    ask: (user, kind, task) => {
      const id = newId();
      const operation: Operation = { id, user, kind, askedAt: performance.now(), outcome: 'unknown', answeredAt: Infinity, task, version: undefined };
      operations.push(operation);
      return {
        id,
        close: (status, reply) => {
          const outcome = outcomeOf(status);
          // Without a reply it may still be done long after the client gave up.
          if (outcome !== 'unknown') operation.answeredAt = performance.now();
          return Object.assign(operation, { outcome, ...(outcome === 'acknowledged' && { task: reply?.id ?? task, version: reply?.version }) });
        },
      };
    },
    users: () => [...new Set(operations.map(({ user }) => user))],
    count: (outcome) => operations.filter((operation) => operation.outcome === outcome).length,
  };
};
