import { isOutage, Unavailable } from '../db/outage.ts';
import { placeOf } from './delivery.ts';
import { handleTogether, startStopwatch, type EventReading, type EventVerdict, type Together } from './handle-together.ts';
import { holdThrough, holdMs } from './hold-through.ts';
import type { OutageGuard } from './outage-guard.ts';
import type { SlowEvents } from './slow-events.ts';

export interface BatchOptions extends Together {
  outage: OutageGuard;
  slow: SlowEvents;
}

/**
 * How long events may take together when they run one by one, in ms: less than the time
 * after which daprd gives up a delivery.
 */
const longestAloneMs = 40_000;

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
    return handleTogether(readings, stopwatch, options);
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
