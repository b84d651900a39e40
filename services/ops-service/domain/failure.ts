import { contractBroken } from '#contracts/envelope';
import type { FailureReason } from '#contracts/http/ops/failures';
import type { Arrival, Diagnosis, Letter, Report } from './dead-letter.ts';
import { diagnose, explainMalformed } from './diagnose.ts';
import { fingerprint } from './fingerprint.ts';
import { isUnexplained, readReports, type AtPlace } from './given-up.ts';
import type { MaskText } from './mask/mask-text.ts';
import { looksLikeCode } from './mask/mask-value.ts';

/** What is known about a consumer's failure with a dead letter. */
export interface FailureFacts {
  /** '' where nobody named it. */
  consumer: string;
  reason: FailureReason;
  explanation: string;
  error_class: string | null;
  message: string | null;
  stack: string | null;
  build: string | null;
  fingerprint: string;
  /** Failed tries that were reported. */
  attempts: number;
  /** In ms. */
  first_failed_at: number;
  last_failed_at: number;
}

/** A dead letter with everything reported about it. */
export interface Dossier {
  letter: Letter;
  event_type: string | null;
  arrivals: readonly Arrival[];
  reports: readonly Report[];
  /**
   * Masks what is quoted from the event. Failures are grouped by the text before masking.
   */
  maskText: MaskText;
}

/** Masks nothing. */
export const asItIs: MaskText = (text) => text;

/** The error class of the try that an administrator ended by skipping the record. */
export const stoppedSidecar = 'STOPPED_SIDECAR';

const explainBroken = ({ consumer, message }: Report, letter: Letter): Diagnosis =>
  explainMalformed(letter) ?? { reason: 'contract_broken', explanation: `The event breaks its contract, says ${consumer}: ${message ?? 'it does not say how'}` };

const explainError = (report: Report, count: number, letter: Letter): Diagnosis => {
  const { consumer, error_class, message } = report;
  if (error_class === contractBroken) return explainBroken(report, letter);
  if (error_class === stoppedSidecar) return { reason: 'stopped_sidecar', explanation: `It stopped the sidecar of ${consumer} at each try; an administrator took it out of the way.` };
  const often = count === 1 ? 'once' : `${count} times`;
  return { reason: 'handler_failed', explanation: `${consumer} failed ${often}, the last time with ${error_class ?? 'an error'}: ${message ?? 'it gave no message'}` };
};

/** A report as operators see it. */
export const maskReport = <R extends { error_class: string | null; message: string | null }>(report: R, maskText: MaskText): R => ({
  ...report,
  error_class: report.error_class === null || looksLikeCode(report.error_class) ? report.error_class : maskText(report.error_class),
  message: report.message === null ? null : maskText(report.message),
});

const namedFailure = (consumer: string, { letter, event_type, reports, maskText }: Dossier): FailureFacts => {
  const own = reports.filter((report) => report.consumer === consumer && report.outcome === 'failed').sort((a, b) => a.at - b.at);
  const last = own.at(-1)!;
  const shown = maskReport(last, maskText);
  return {
    consumer, ...explainError(shown, own.length, letter), error_class: shown.error_class, message: shown.message,
    stack: last.stack === null ? null : maskText(last.stack), build: last.build,
    fingerprint: fingerprint({ consumer, event_type, error: last.error_class ?? 'error', message: last.message ?? '' }),
    attempts: own.length,
    first_failed_at: own[0]!.at,
    last_failed_at: last.at,
  };
};

const listed = (consumers: readonly string[]): string => consumers.join(' and ') || 'no consumer';

/**
 * Why there are more dead letters than consumers that gave up; null when no consumer
 * reported anything.
 */
const explainExcess = (places: readonly AtPlace[]): string | null => {
  const [excess, givenUp, unfinished] = [
    places.reduce((sum, { arrivals }) => sum + arrivals.length, 0),
    [...new Set(places.flatMap((place) => [...place.givenUp]))].sort(),
    [...new Set(places.flatMap((place) => [...place.unfinished]))].sort(),
  ];
  if (givenUp.length + unfinished.length === 0) return null;
  const count = `It arrived ${excess === 1 ? 'once' : `${excess} times`} as a dead letter, and ${listed(givenUp)} reported giving it up`;
  return unfinished.length === 0
    ? `${count}: another consumer failed without reporting it, or one gave it up twice.`
    : `${count}: ${listed(unfinished)} reported failed tries but no last one, and may have died, or another consumer failed without reporting it.`;
};

/** Diagnoses the event itself; a missing route is ruled out once a consumer has reported. */
const diagnoseNameless = (letter: Letter, at: number, excess: string | null, maskText: MaskText): Diagnosis => {
  const found = diagnose(letter, at, maskText);
  if (excess === null) return found;
  return found.reason === 'unroutable' ? { reason: 'unknown', explanation: excess } : { ...found, explanation: `${found.explanation} ${excess}` };
};

const namelessFailure = ({ letter, event_type, maskText }: Dossier, places: readonly AtPlace[]): FailureFacts => {
  const times = places.flatMap(({ arrivals }) => arrivals.map(({ at }) => at));
  const why = (masking: MaskText): Diagnosis => diagnoseNameless(letter, Math.min(...times), explainExcess(places), masking);
  const { reason, explanation } = why(maskText);
  return {
    consumer: '', reason, explanation, error_class: null, message: null, stack: null, build: null,
    fingerprint: fingerprint({ consumer: '', event_type, error: reason, message: why(asItIs).explanation }),
    attempts: 0,
    first_failed_at: Math.min(...times),
    last_failed_at: Math.max(...times),
  };
};

/**
 * The failures behind a dead letter: one for each consumer that gave it up, and a nameless
 * one for dead letters that no report explains.
 */
export const failuresOf = (dossier: Dossier): FailureFacts[] => {
  const places = readReports(dossier.arrivals, dossier.reports);
  const consumers = new Set(places.flatMap(({ givenUp }) => [...givenUp]));
  const named = [...consumers].sort().map((consumer) => namedFailure(consumer, dossier));
  const unexplained = places.filter(isUnexplained);
  return unexplained.length === 0 ? named : [...named, namelessFailure(dossier, unexplained)];
};

/** The changes that bring the stored failures in line with the known ones. */
export interface FailurePlan {
  add: FailureFacts[];
  /**
   * Stored rows that stay, perhaps under another consumer: a nameless failure keeps its id,
   * and so its links, when its consumer becomes known.
   */
  set: { id: string; facts: FailureFacts }[];
  /** Stored rows for which there is no evidence any more. */
  remove: string[];
}

/** Plans these changes. */
export const planFailures = (stored: readonly { id: string; consumer: string }[], known: readonly FailureFacts[]): FailurePlan => {
  const idOf = new Map(stored.map(({ id, consumer }) => [consumer, id]));
  const kept = known.filter(({ consumer }) => idOf.has(consumer));
  const fresh = known.filter(({ consumer }) => !idOf.has(consumer));
  const free = stored.filter(({ consumer }) => !known.some((facts) => facts.consumer === consumer)).map(({ id }) => id);
  const moved = fresh.slice(0, free.length).map((facts, i) => ({ id: free[i]!, facts }));
  return {
    add: fresh.slice(free.length),
    set: [...kept.map((facts) => ({ id: idOf.get(facts.consumer)!, facts })), ...moved],
    remove: free.slice(fresh.length),
  };
};
