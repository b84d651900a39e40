import { contractBroken, triesInAll } from '#contracts/envelope';
import { isSamePlace, type Arrival, type Place, type Report } from './dead-letter.ts';

/**
 * What the reports say about an event at one place, and how often it arrived from there as
 * a dead letter.
 */
export interface AtPlace {
  arrivals: Arrival[];
  /** Consumers that gave it up. */
  givenUp: Set<string>;
  /** Consumers that failed with it and reported neither giving it up nor handling it. */
  unfinished: Set<string>;
}

const isLast = ({ error_class, attempt }: Report): boolean => error_class === contractBroken || attempt >= triesInAll;

const consumersOf = (reports: readonly Report[]): Set<string> => new Set(reports.map(({ consumer }) => consumer));

const placesOf = (arrivals: readonly Arrival[]): Place[] =>
  arrivals.map(({ place }) => place).filter((place, i, places) => places.findIndex((other) => isSamePlace(other, place)) === i);

const readPlace = (arrivals: readonly Arrival[], reports: readonly Report[]): AtPlace => {
  const handled = consumersOf(reports.filter(({ outcome }) => outcome !== 'failed'));
  const failed = reports.filter(({ consumer, outcome }) => outcome === 'failed' && !handled.has(consumer));
  const givenUp = consumersOf(failed.filter(isLast));
  return { arrivals: [...arrivals], givenUp, unfinished: consumersOf(failed).difference(givenUp) };
};

/**
 * Who gave an event up, for each place: the original and each replay. A consumer has given
 * up when it reported its last try there and no success; a success after a failure is
 * always reported. Order and times of the reports do not matter. A report without a place
 * is about the original.
 */
export const readReports = (arrivals: readonly Arrival[], reports: readonly Report[]): AtPlace[] =>
  placesOf(arrivals).map((place, i) =>
    readPlace(
      arrivals.filter((arrival) => isSamePlace(arrival.place, place)),
      reports.filter((report) => (report.place === null ? i === 0 : isSamePlace(report.place, place))),
    ),
  );

/**
 * Whether more dead letters came from a place than consumers report having given up there:
 * one failed without a report, or gave up twice.
 */
export const isUnexplained = ({ arrivals, givenUp }: AtPlace): boolean => arrivals.length > givenUp.size;
