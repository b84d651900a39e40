import { SpanKind } from '@opentelemetry/api';
import { factOf } from '../inbox/inbox.ts';
import type { Logger } from '../logger.ts';
import { contextOf, inSpan, linksTo } from '../telemetry.ts';
import type { Reading } from './delivery.ts';
import type { Handler, Outcome } from './on-event.ts';
import type { Reporter } from './report.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A delivery that is an event of this consumer. */
export type EventReading = Extract<Reading, { kind: 'event' }>;

/**
 * What became of an event. `unavailable`: it was not tried, or not to the end, and must
 * come again.
 */
export type EventVerdict = Outcome | 'duplicate' | 'failed' | 'unavailable';

/** What one try of a batch needs. */
export interface Together {
  /** The Dapr app id. */
  name: string;
  unitOfWork: UnitOfWork;
  report: Reporter;
  log: Logger;
}

/**
 * Measures the try in progress: time waited before it, during an outage, is not part of it.
 */
export interface Stopwatch {
  restart(): void;
  /** In whole ms. */
  read(): number;
}

/** A stopwatch that begins now. */
export const startStopwatch = (): Stopwatch => {
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
const inOneUnit = (readings: readonly EventReading[], stopwatch: Stopwatch, { name, unitOfWork, report, log }: Together): Promise<EventVerdict[]> =>
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
 * One try: the handlers of a batch in one unit of work and one span; throws a failure, with
 * everything rolled back.
 */
export const handleTogether = (readings: readonly EventReading[], stopwatch: Stopwatch, options: Together): Promise<EventVerdict[]> =>
  traced(readings, () => inOneUnit(readings, stopwatch, options));
