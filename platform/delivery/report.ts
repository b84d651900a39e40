import { deliveryReported } from '#contracts/events/index';
import type { z } from 'zod';
import type { Database, Transaction } from '../db/database.ts';
import { countFailedTry, nextTry, type FailedTries, type TriesInMemory } from '../inbox/failed-tries.ts';
import { draftEvent } from '../outbox/draft.ts';
import type { Logger } from '../logger.ts';
import { ContractBroken, placeOf, type Reading } from './delivery.ts';

type Report = z.input<(typeof deliveryReported)['data']>;

/** How a successful delivery ended. */
type Handled = Exclude<Report['outcome'], 'failed'>;

/**
 * Reports the outcome of deliveries to the operators; never throws, and never delays one
 * for long.
 */
export interface Reporter {
  /**
   * Counts and reports a failed try, after its work was rolled back. The duration is left out
   * where nothing was tried.
   */
  failed(reading: Reading, error: unknown, took_ms?: number): Promise<void>;
  /**
   * An event that had failed before, or is a replay, has been handled: reported in the
   * transaction of its effect.
   */
  handled(tx: Transaction, reading: Reading, outcome: Handled, tried: { before: FailedTries | undefined; took_ms: number | null }): Promise<void>;
}

/** Publishes one event at once, without an outbox; rejects when that fails or takes too long. */
export type DirectPublish = (topic: string, event: unknown, key: string) => Promise<void>;

const cut = (text: string | undefined, length: number): string | null => text?.slice(0, length) ?? null;

const textOf = (body: unknown, name: string): string | null => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.slice(0, 200) : null;
};

/** Builds the report of one delivery, with error texts cut to a safe size. */
export const describeDelivery = (
  { delivery }: Reading,
  facts: { consumer: string; build: string; attempt: number; outcome: Report['outcome']; took_ms: number | null; error?: unknown },
): Report => {
  const { error, ...rest } = facts;
  const failure = error instanceof Error ? error : error === undefined ? undefined : new Error(String(error));
  return {
    ...rest,
    event_id: textOf(delivery.body, 'id'),
    event_type: textOf(delivery.body, 'type'),
    topic: delivery.topic,
    partition: delivery.partition,
    offset: delivery.offset,
    error_class: failure === undefined ? null : ((failure as { code?: string }).code ?? failure.name),
    message: cut(failure?.message, 2_000),
    stack: cut(failure?.stack, 8_000),
  };
};

/** The key of an event's failed tries; PostgreSQL does not accept a NUL. */
const eventKey = ({ delivery }: Reading): string => (textOf(delivery.body, 'id') ?? placeOf(delivery)).replaceAll('\0', '');

/**
 * A broken contract fails every try, and a batch cannot give an event up at the first one:
 * only that one is reported.
 */
const isKnown = (error: unknown, attempt: number): boolean => error instanceof ContractBroken && attempt > 1;

/**
 * For ops-service, which consumes the reports: it logs failures instead of reporting them
 * to itself.
 */
export const logFailures = (log: Logger): Reporter => ({
  failed: async (reading, error) => log.error({ err: error, place: placeOf(reading.delivery) }, 'a delivery failed'),
  handled: async () => undefined,
});

/**
 * Reports go through the service's outbox: a failed try in a transaction of its own, a
 * success in the transaction of its effect. Without a database they are published at once,
 * and if that fails too, logged.
 */
export const createReporter = (options: {
  consumer: string;
  build: string;
  log: Logger;
  database: Database | undefined;
  tries: TriesInMemory;
  publishDirectly: DirectPublish;
}): Reporter => {
  const { consumer, build, log, database, tries, publishDirectly } = options;
  const fieldsOf = (reading: Reading, facts: { attempt: number; outcome: Report['outcome']; took_ms: number | null; error?: unknown }) => ({
    key: eventKey(reading),
    correlationid: textOf(reading.delivery.body, 'correlationid') ?? 'none',
    data: describeDelivery(reading, { consumer, build, ...facts }),
  });
  const publish = async (fields: ReturnType<typeof fieldsOf>): Promise<void> => {
    try {
      const draft = draftEvent(deliveryReported, fields, consumer);
      await publishDirectly(draft.topic, JSON.parse(draft.event), draft.key);
    } catch (failure) {
      log.error({ err: failure, report: fields.data }, 'a delivery report cannot be published; this line is all there is');
    }
  };
  return {
    failed: async (reading, error, took_ms) => {
      const { delivery } = reading;
      const seen = tries.count(eventKey(reading), delivery);
      const report = (attempt: number) => fieldsOf(reading, { attempt, outcome: 'failed', took_ms: took_ms ?? null, error });
      try {
        if (database !== undefined) {
          return await database.transaction(async (tx) => {
            const attempt = await countFailedTry(tx, consumer, eventKey(reading), delivery);
            if (!isKnown(error, attempt)) tx.emit(deliveryReported, report(attempt));
          });
        }
      } catch (failure) {
        log.warn({ err: failure }, 'a delivery report cannot be stored; publishing it directly');
      }
      if (!isKnown(error, seen)) await publish(report(seen));
    },
    handled: async (tx, reading, outcome, { before, took_ms }) => {
      const fields = fieldsOf(reading, { attempt: nextTry(before, reading.delivery), outcome, took_ms });
      if (database === undefined) return publish(fields);
      tx.emit(deliveryReported, fields);
      tries.forget([eventKey(reading)]);
    },
  };
};
