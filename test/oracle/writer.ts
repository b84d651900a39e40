import type { Person } from '../e2e/client.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import type { Asked, Ledger } from './ledger.ts';

/**
 * How long a request took, and when it was sent, in milliseconds of this process's own
 * clock; status 0 is no reply.
 */
export interface Sample {
  sentAt: number;
  tookMs: number;
  status: number;
}

/**
 * Writes in the name of people, and records the outcome in the ledger. None of its promises
 * reject.
 */
export interface Writer {
  readonly samples: readonly Sample[];
  /** When the last reminder requested so far is due, in epoch milliseconds. */
  readonly lastDueAt: number;
  plain(person: Person): Promise<void>;
  /** A task with one reminder, at an instant in epoch milliseconds. */
  reminded(person: Person, at: number): Promise<void>;
  /** The first task of a daily series, finished at once. */
  daily(person: Person): Promise<void>;
  /**
   * Repeats the requests that got no clear reply, with the same idempotency key, like a
   * client that has been offline.
   */
  askAgain(): Promise<void>;
}

interface Reply {
  id: string;
  version: number;
}

/** So far ahead that none of the usual reminders becomes due. */
const due_local = '2040-05-06T09:00';

/** A writer that has written nothing yet. */
export const createWriter = (ledger: Ledger): Writer => {
  const samples: Sample[] = [];
  const unclear: (() => Promise<unknown>)[] = [];
  let lastDueAt = 0;

  const send = async (person: Person, asked: Asked, path: string, body?: object): Promise<Reply | null> => {
    const sentAt = performance.now();
    const answer = await person.call<Reply>('POST', path, body, { 'idempotency-key': asked.id }).catch(() => ({ status: 0, body: null }));
    samples.push({ sentAt, tookMs: performance.now() - sentAt, status: answer.status });
    const { outcome } = asked.close(answer.status, answer.body);
    if (outcome === 'unknown') unclear.push(() => send(person, asked, path, body));
    return outcome === 'acknowledged' ? answer.body : null;
  };

  const create = (person: Person, more: object): Promise<Reply | null> => {
    const asked = ledger.ask(person.id, 'create');
    return send(person, asked, '/tasks', { title: asked.id, due_local, ...more });
  };

  return {
    samples,
    get lastDueAt() {
      return lastDueAt;
    },
    plain: async (person) => void (await create(person, {})),
    reminded: async (person, at) => {
      lastDueAt = Math.max(lastDueAt, at);
      await create(person, { reminders: [{ at: new Date(at).toISOString() }] });
    },
    daily: async (person) => {
      const task = await create(person, { recurrence: 'FREQ=DAILY' });
      if (task !== null) await send(person, ledger.ask(person.id, 'complete', task.id), `/tasks/${task.id}/complete`);
    },
    askAgain: async () => {
      await aFewAtATime(unclear.splice(0), (again) => again());
    },
  };
};
