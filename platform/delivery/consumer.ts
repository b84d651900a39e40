import type { Event, EventDefinition } from '#contracts/define-event';
import { isOutage } from '../db/outage.ts';
import type { Logger } from '../logger.ts';
import { batchSizes, deliveries, eventLatency } from '../metrics.ts';
import { contextOf, inSpan, linksTo } from '../telemetry.ts';
import { SpanKind } from '@opentelemetry/api';
import { readDelivery, placeOf, type Delivery, type Reading } from './delivery.ts';
import { holdThrough } from './hold-through.ts';
import type { Handler, Outcome } from './on-event.ts';
import type { OutageGuard } from './outage-guard.ts';
import { rememberProgress } from './progress.ts';
import type { Reporter } from './report.ts';
import { watchSlowEvents, type SlowEvents } from './slow-events.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What became of one delivery. Only `failed`, `broken` and `unavailable` are not acknowledged. */
export type Verdict = Outcome | 'duplicate' | 'ignored' | 'failed' | 'broken' | 'unavailable';

export interface ConsumerOptions {
  /** The Dapr app id. */
  name: string;
  handlers: readonly Handler[];
  unitOfWork: UnitOfWork;
  outage: OutageGuard;
  report: Reporter;
  log: Logger;
}

/** Handles deliveries: one verdict each, in order; never throws. */
export type Consumer = (batch: readonly Delivery[]) => Promise<Verdict[]>;

type EventReading = Extract<Reading, { kind: 'event' }>;

/** Consecutive events of one type go to their handler together; the order of the batch stays. */
const runsOf = (readings: readonly EventReading[]): EventReading[][] => {
  const runs: EventReading[][] = [];
  for (const reading of readings) {
    if (runs.at(-1)?.[0]?.handler === reading.handler) runs.at(-1)!.push(reading);
    else runs.push([reading]);
  }
  return runs;
};

const outcomeOf = { done: 'handled', stale: 'stale', duplicate: 'duplicate' } as const;

/** Runs the handlers of a batch in one unit of work, which also remembers the events. */
const handleTogether = (readings: readonly EventReading[], { name, unitOfWork, report, log }: ConsumerOptions): Promise<Verdict[]> =>
  unitOfWork(name, readings.map(({ event }) => event.id), async (tx, { fresh, failed }) => {
    const outcomes = new Map<EventReading, Outcome>();
    // The same event twice in a batch is handled at its first place.
    const first = readings.filter(({ event }) => fresh.delete(event.id));
    for (const run of runsOf(first)) {
      const answers = await run[0]!.handler.handle(run.map(({ event }) => event), { tx, log });
      run.forEach((reading, i) => outcomes.set(reading, answers[i] ?? 'done'));
    }
    const verdicts = readings.map((reading) => outcomes.get(reading) ?? 'duplicate');
    for (const [i, reading] of readings.entries()) {
      await report.handled(tx, reading, outcomeOf[verdicts[i]!], failed.get(reading.event.id));
      failed.delete(reading.event.id);
    }
    return verdicts;
  });

const unacknowledged: ReadonlySet<Verdict> = new Set(['failed', 'broken', 'unavailable']);

const traced = (readings: readonly EventReading[], work: () => Promise<Verdict[]>): Promise<Verdict[]> => {
  const { event, delivery } = readings[0]!;
  const attributes = {
    'messaging.destination.name': delivery.topic,
    'messaging.message.id': event.id,
    'messaging.batch.message_count': readings.length,
    'todo.correlation_id': event.correlationid,
  };
  // A span has one parent; the other events of a batch lead to it by links.
  const links = linksTo(readings.slice(1).map(({ event }) => event.traceparent ?? null));
  return inSpan(`handle ${event.type}`, { kind: SpanKind.CONSUMER, parent: contextOf(event.traceparent), attributes, links }, work);
};

interface Working extends ConsumerOptions {
  slow: SlowEvents;
}

/** Handles events together, through an outage if need be; a failure that is one event's own makes each run alone. */
const handleEvents = async (readings: readonly EventReading[], options: Working): Promise<Verdict[]> => {
  if (readings.length === 0) return [];
  const { outage, report, log, slow } = options;
  const ids = readings.map(({ event }) => event.id);
  const isNotTheirs = (error: unknown): boolean => isOutage(error) && !slow.isTheirOwn(error, ids);
  try {
    const verdicts = await holdThrough(outage, () => traced(readings, () => handleTogether(readings, options)), isNotTheirs);
    if (verdicts === 'unavailable') return readings.map(() => 'unavailable');
    slow.handled(ids);
    return verdicts;
  } catch (error) {
    if (readings.length > 1) return await handleAlone(readings, options);
    log.error({ err: error, event_id: readings[0]!.event.id, place: placeOf(readings[0]!.delivery) }, 'the handler failed');
    await report.failed(readings[0]!, error);
    return ['failed'];
  }
};

const handleAlone = async (readings: readonly EventReading[], options: Working): Promise<Verdict[]> => {
  const verdicts: Verdict[] = [];
  for (const reading of readings) verdicts.push(...(await handleEvents([reading], options)));
  return verdicts;
};

const observe = (event: Event<EventDefinition>, verdict: Verdict): void => {
  deliveries.inc({ type: event.type, outcome: verdict });
  if (verdict === 'done') eventLatency.observe({ type: event.type }, Math.max(0, Date.now() - Date.parse(event.time)) / 1000);
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

/** Failures count from zero, or Prometheus would not see the first of them. */
const countFromZero = (types: Iterable<string>): void => {
  for (const type of types) for (const outcome of ['done', 'failed'] as const) deliveries.inc({ type, outcome }, 0);
  deliveries.inc({ type: 'broken', outcome: 'broken' }, 0);
};

/** A consumer of this service's handlers. */
export const createConsumer = (options: ConsumerOptions): Consumer => {
  const handlers = new Map(options.handlers.map((handler) => [handler.definition.type, handler]));
  if (handlers.size > 0) countFromZero(handlers.keys());
  const working = { ...options, slow: watchSlowEvents() };
  const consume = async (batch: readonly Delivery[]): Promise<Verdict[]> => {
    batchSizes.observe({ topic: batch[0]?.topic ?? 'none' }, batch.length);
    const readings = batch.map((delivery) => readDelivery(delivery, options.name, handlers));
    const events = readings.filter((reading) => reading.kind === 'event');
    const verdicts = new Map<Reading, Verdict>();
    (await handleEvents(events, working)).forEach((verdict, i) => verdicts.set(events[i]!, verdict));
    for (const reading of readings) {
      if (reading.kind === 'event') observe(reading.event, verdicts.get(reading)!);
      else verdicts.set(reading, await withoutHandler(reading, options));
    }
    const inOrder = readings.map((reading) => verdicts.get(reading)!);
    rememberProgress(batch, (index) => !unacknowledged.has(inOrder[index]!));
    return inOrder;
  };
  return (batch) => options.outage.during(() => consume(batch));
};
