import { deliveryReported } from '#contracts/events/index';
import type { z } from 'zod';
import type { Database } from '../db/database.ts';
import { draftEvent } from '../outbox/draft.ts';
import type { Logger } from '../logger.ts';
import { placeOf, type Reading } from './delivery.ts';

type Report = z.input<(typeof deliveryReported)['data']>;

/** Tells the operators what became of a delivery; never throws, and never holds a delivery up for long. */
export type Reporter = (reading: Reading, outcome: Report['outcome'], error?: unknown) => Promise<void>;

/** Publishes one event at once, without an outbox; rejects when it does not work in time. */
export type DirectPublish = (topic: string, event: unknown, key: string) => Promise<void>;

const cut = (text: string | undefined, length: number): string | null => text?.slice(0, length) ?? null;

const textOf = (body: unknown, name: string): string | null => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.slice(0, 200) : null;
};

/** The report of one delivery, with error texts cut to a size that always fits. */
export const describeDelivery = (
  { delivery }: Reading,
  facts: { consumer: string; build: string; attempt: number; outcome: Report['outcome']; error?: unknown },
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

/** Counts tries by place in Kafka: Dapr does not say which try a delivery is. */
const countAttempts = (): ((place: string) => number) => {
  const attempts = new Map<string, number>();
  return (place) => {
    const attempt = (attempts.get(place) ?? 0) + 1;
    attempts.delete(place);
    attempts.set(place, attempt);
    if (attempts.size > 10_000) attempts.delete(attempts.keys().next().value!);
    return attempt;
  };
};

/** For the consumer of the reports themselves: it logs failures instead of reporting them to itself. */
export const logFailures = (log: Logger): Reporter => async (reading, outcome, error) => {
  if (outcome === 'failed') log.error({ err: error, place: placeOf(reading.delivery) }, 'a delivery failed');
};

/** Reports go through the outbox in a transaction of their own; without a database at once; failing that, to the log. */
export const createReporter = (options: {
  consumer: string;
  build: string;
  log: Logger;
  database: Database | undefined;
  publishDirectly: DirectPublish;
}): Reporter => {
  const { consumer, build, log, database, publishDirectly } = options;
  const attemptOf = countAttempts();
  return async (reading, outcome, error) => {
    const report = describeDelivery(reading, { consumer, build, attempt: attemptOf(placeOf(reading.delivery)), outcome, error });
    const fields = {
      key: report.event_id ?? placeOf(reading.delivery),
      correlationid: textOf(reading.delivery.body, 'correlationid') ?? 'none',
      data: report,
    };
    try {
      if (database !== undefined) return await database.transaction(async (tx) => tx.emit(deliveryReported, fields));
    } catch (failure) {
      log.warn({ err: failure }, 'a delivery report cannot be stored; publishing it directly');
    }
    try {
      const draft = draftEvent(deliveryReported, fields, consumer);
      await publishDirectly(draft.topic, JSON.parse(draft.event), draft.key);
    } catch (failure) {
      log.error({ err: failure, report }, 'a delivery report cannot be published; this line is all there is');
    }
  };
};
