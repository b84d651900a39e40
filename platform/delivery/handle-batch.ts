import { SpanKind } from '@opentelemetry/api';
import { isOutage, Unavailable } from '../db/outage.ts';
import { factOf } from '../inbox/inbox.ts';
import type { Logger } from '../logger.ts';
import { contextOf, inSpan, linksTo } from '../telemetry.ts';
import { placeOf, type Reading } from './delivery.ts';
import { holdThrough, holdMs } from './hold-through.ts';
import type { Handler, Outcome } from './on-event.ts';
import type { OutageGuard } from './outage-guard.ts';
import type { Reporter } from './report.ts';
import type { SlowEvents } from './slow-events.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A delivery that is an event of this consumer. */
export type EventReading = Extract<Reading, { kind: 'event' }>;

/**
 * What became of an event. `unavailable`: it was not tried, or not to the end, and must
 * come again.
 */
export type EventVerdict = Outcome | 'duplicate' | 'failed' | 'unavailable';

export interface BatchOptions {
  /** The Dapr app id. */
  name: string;
  unitOfWork: UnitOfWork;
  outage: OutageGuard;
  report: Reporter;
  log: Logger;
  slow: SlowEvents;
}

/**
 * How long events may take together when they run one by one, in ms: less than the time
 * after which daprd gives up a delivery.
 */
const longestAloneMs = 40_000;

/**
 * Measures the try in progress: time waited before it, during an outage, is not part of it.
 */
interface Stopwatch {
  restart(): void;
  /** In whole ms. */
  read(): number;
}

const startStopwatch = (): Stopwatch => {
  let began = performance.now();
  return { restart: () => void (began = performance.now()), read: () => Math.round(performance.now() - began) };
};

/**
 * Consecutive events with the same work are handed to it together; the order of the batch
 * stays.
 */
const runsOf = (readings: readonly EventReading[]): EventReading[][] => {
  const runs: EventReading[][] = [];
  for (const reading of readings) {
    if (runs.at(-1)?.[0]?.handler.work === reading.handler.work) runs.at(-1)!.push(reading);
    else runs.push([reading]);
  }
  return runs;
};

type Work = Handler['work'];

const outcomesOf = async (run: readonly EventReading[], context: Parameters<Work>[1]): Promise<readonly Outcome[]> => {
  const items = run.map(({ handler, event }) => handler.read(event));
  return (await run[0]!.handler.work(items, context)) ?? run.map(() => 'done' as const);
};

const toldAs = { done: 'handled', stale: 'stale', duplicate: 'duplicate' } as const;

/** Runs the handlers of a batch in one unit of work, which also records the events in the inbox. */
const handleTogether = (readings: readonly EventReading[], stopwatch: Stopwatch, { name, unitOfWork, report, log }: BatchOptions): Promise<EventVerdict[]> =>
  unitOfWork(name, readings.map(({ event }) => event), async (tx, { fresh, failed }) => {
    const outcomes = new Map<EventReading, Outcome>();
    // What is in a batch twice, as the same event or in two versions, is handled the first time.
    const first = readings.filter(({ event }) => fresh.delete(factOf(event)));
    for (const run of runsOf(first)) {
      const answers = await outcomesOf(run, { tx, log });
      run.forEach((reading, i) => outcomes.set(reading, answers[i]!));
    }
    const verdicts = readings.map((reading) => outcomes.get(reading) ?? ('duplicate' as const));
    for (const [i, reading] of readings.entries()) {
      const before = failed.get(reading.event.id);
      if (before === undefined && reading.event.replaytarget === undefined) continue;
      await report.handled(tx, reading, toldAs[verdicts[i]!], { before, took_ms: readings.length === 1 ? stopwatch.read() : null });
      failed.delete(reading.event.id);
    }
    return verdicts;
  });

const traced = (readings: readonly EventReading[], work: () => Promise<EventVerdict[]>): Promise<EventVerdict[]> => {
  const { event, delivery } = readings[0]!;
  const attributes = {
    'messaging.destination.name': delivery.topic,
    'messaging.message.id': event.id,
    'messaging.batch.message_count': readings.length,
    'todo.correlation_id': event.correlationid,
  };
  // A span has one parent; the other events of a batch are linked to it.
  const links = linksTo(readings.slice(1).map(({ event }) => event.traceparent ?? null));
  return inSpan(`handle ${event.type}`, { kind: SpanKind.CONSUMER, parent: contextOf(event.traceparent), attributes, links }, work);
};

/**
 * Handles events together, again after each outage; throws a failure that one of the events
 * caused.
 */
const handleThrough = async (readings: readonly EventReading[], holdUntil: number, options: BatchOptions, stopwatch = startStopwatch()): Promise<EventVerdict[]> => {
  const { outage, slow } = options;
  const ids = readings.map(({ event }) => event.id);
  const isNotTheirs = (error: unknown): boolean => isOutage(error) && !slow.isTheirOwn(error, ids);
  const tryOnce = (): Promise<EventVerdict[]> => {
    stopwatch.restart();
    return traced(readings, () => handleTogether(readings, stopwatch, options));
  };
  const verdicts = await holdThrough(outage, tryOnce, { until: holdUntil, isOne: isNotTheirs });
  if (verdicts === 'unavailable') return readings.map(() => 'unavailable');
  slow.handled(ids);
  return verdicts;
};

const handleOne = async (reading: EventReading, holdUntil: number, options: BatchOptions): Promise<EventVerdict> => {
  const stopwatch = startStopwatch();
  try {
    return (await handleThrough([reading], holdUntil, options, stopwatch))[0]!;
  } catch (error) {
    options.log.error({ err: error, event_id: reading.event.id, place: placeOf(reading.delivery) }, 'the handler failed');
    await options.report.failed(reading, error, stopwatch.read());
    return 'failed';
  }
};

/** Handles events one by one, so that one that fails does not take others with it. */
const handleAlone = async (readings: readonly EventReading[], holdUntil: number, options: BatchOptions): Promise<EventVerdict[]> => {
  const verdicts: EventVerdict[] = [];
  const aloneUntil = Date.now() + longestAloneMs;
  for (const reading of readings) {
    if (Date.now() < aloneUntil) verdicts.push(await handleOne(reading, holdUntil, options));
    else {
      // Only a pause lets the rest come again however often they were tried; those that
      // were handled come as duplicates then.
      options.outage.report(new Unavailable(`${readings.length} events take longer one by one than a delivery may`));
      verdicts.push('unavailable');
    }
  }
  return verdicts;
};

/**
 * Handles the events of a delivery in one unit of work; after a failure that one event
 * caused, each runs alone. Never throws.
 */
export const handleBatch = async (readings: readonly EventReading[], options: BatchOptions): Promise<EventVerdict[]> => {
  if (readings.length === 0) return [];
  const holdUntil = Date.now() + holdMs;
  if (readings.length > 1) {
    try {
      return await handleThrough(readings, holdUntil, options);
    } catch (error) {
      options.log.debug({ err: error, count: readings.length }, 'a batch fails: its events are handled one by one');
    }
  }
  return handleAlone(readings, holdUntil, options);
};
