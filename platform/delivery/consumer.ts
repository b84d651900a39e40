import type { Event, EventDefinition } from '#contracts/define-event';
import type { Logger } from '../logger.ts';
import { batchSizes, deliveries, eventLatency } from '../metrics.ts';
import { readDelivery, placeOf, type Delivery, type Reading } from './delivery.ts';
import { handleBatch, type BatchOptions } from './handle-batch.ts';
import type { EventReading, EventVerdict } from './handle-together.ts';
import type { Handler } from './on-event.ts';
import { rememberProgress } from './progress.ts';
import { watchSlowEvents } from './slow-events.ts';

/** The outcome of one delivery. All but `failed`, `broken` and `unavailable` are acknowledged. */
export type Verdict = EventVerdict | 'ignored' | 'broken';

export interface ConsumerOptions extends Omit<BatchOptions, 'slow'> {
  handlers: readonly Handler[];
}

/** Handles deliveries and returns one verdict each, in order; never throws. */
export type Consumer = (batch: readonly Delivery[]) => Promise<Verdict[]>;

const unacknowledged: ReadonlySet<Verdict> = new Set(['failed', 'broken', 'unavailable']);

const observe = (event: Event<EventDefinition>, verdict: Verdict, log: Logger): void => {
  deliveries.inc({ type: event.type, outcome: verdict });
  if (verdict === 'done') eventLatency.observe({ type: event.type }, Math.max(0, Date.now() - Date.parse(event.time)) / 1000);
  log.debug({ event_id: event.id, type: event.type, outcome: verdict }, 'an event is handled');
};

const withoutHandler = async (reading: Exclude<Reading, EventReading>, { report, log }: ConsumerOptions): Promise<Verdict> => {
  const type = reading.kind === 'unknown' ? reading.type : reading.kind;
  if (reading.kind !== 'broken') {
    deliveries.inc({ type: reading.kind, outcome: 'ignored' });
    log.debug({ type, place: placeOf(reading.delivery) }, 'not for this consumer');
    return 'ignored';
  }
  deliveries.inc({ type, outcome: 'broken' });
  log.error({ place: placeOf(reading.delivery), reason: reading.error.message }, 'an event breaks its contract');
  await report.failed(reading, reading.error);
  return 'broken';
};

/** One line a batch, unless there was nothing in it for this consumer. */
const logBatch = ([first]: readonly Delivery[], verdicts: readonly Verdict[], log: Logger): void => {
  if (verdicts.every((verdict) => verdict === 'ignored')) return;
  const counts: Partial<Record<Verdict, number>> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  log.info({ topic: first!.topic, partition: first!.partition, ...counts }, 'events handled');
};

/** Starts the counters at zero; otherwise Prometheus would miss the first failure. */
const countFromZero = (types: Iterable<string>): void => {
  for (const type of types) for (const outcome of ['done', 'failed'] as const) deliveries.inc({ type, outcome }, 0);
  deliveries.inc({ type: 'broken', outcome: 'broken' }, 0);
};

/** A consumer of this service's handlers. */
export const createConsumer = (options: ConsumerOptions): Consumer => {
  const { name, log, outage } = options;
  const handlers = new Map(options.handlers.map((handler) => [handler.definition.type, handler]));
  if (handlers.size > 0) countFromZero(handlers.keys());
  const batchOptions = { ...options, slow: watchSlowEvents() };
  const consume = async (batch: readonly Delivery[]): Promise<Verdict[]> => {
    batchSizes.observe({ topic: batch[0]?.topic ?? 'none' }, batch.length);
    const readings = batch.map((delivery) => readDelivery(delivery, name, handlers));
    const events = readings.filter((reading) => reading.kind === 'event');
    const verdicts = new Map<Reading, Verdict>();
    (await handleBatch(events, batchOptions)).forEach((verdict, i) => verdicts.set(events[i]!, verdict));
    for (const reading of readings) {
      if (reading.kind === 'event') observe(reading.event, verdicts.get(reading)!, log);
      else verdicts.set(reading, await withoutHandler(reading, options));
    }
    const inOrder = readings.map((reading) => verdicts.get(reading)!);
    rememberProgress(batch, (index) => !unacknowledged.has(inOrder[index]!));
    logBatch(batch, inOrder, log);
    return inOrder;
  };
  return (batch) => outage.during(() => consume(batch));
};
