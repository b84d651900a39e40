import type { z } from 'zod';
import type { dossier } from '#contracts/http/ops/failures';
import type { Queryable, Transaction } from '#platform/db/database';
import { asItIs, failuresOf, maskReport } from './domain/failure.ts';
import { maskData, maskLetter, type MaskedLetter } from './domain/mask/mask-letter.ts';
import { decideReplay } from './domain/replay-event.ts';
import { showPayload } from './domain/show-payload.ts';
import { traceLink } from './domain/trace-link.ts';
import { actOn, recordAct, type Actor } from './replay/audit.ts';
import { noSuch } from './replay/problems.ts';
import { editedBefore } from './replay/start-replay.ts';
import { listArrivals } from './store/arrivals.ts';
import { listAttempts, reportsOf, type StoredAttempt } from './store/attempts.ts';
import { findFailure, listSiblings, type FoundFailure } from './store/find-failure.ts';
import { listReplays, type Replay } from './store/replays.ts';

type Dossier = z.output<typeof dossier>;

/**
 * Why the event, or its edited copy if there is one, cannot go out again; null if it can.
 */
const refusalOf = (failure: FoundFailure, replays: readonly Replay[], now: string): Dossier['refusal'] => {
  const edited = editedBefore(replays.find(({ published_at }) => published_at !== null) ?? null);
  const decision = decideReplay({ letter: failure, consumer: failure.consumer ?? '', replay_id: failure.id, now, edited });
  if (decision.kind === 'event') return null;
  const { code, title, detail, issues = [] } = decision.refusal;
  return { title, detail, editable: code === 'contract_broken', issues };
};

const tryOf = ({ reported_at, ...rest }: StoredAttempt): Dossier['tries'][number] => ({ ...rest, at: reported_at });

/** The parts of a dossier that may tell of a person. */
type Seen = Pick<Dossier, 'masked' | 'payload' | 'payload_encoding' | 'key' | 'headers' | 'explanation' | 'error_class' | 'message' | 'stack' | 'archived_reason' | 'tries' | 'replays'>;

interface Known {
  failure: FoundFailure;
  attempts: StoredAttempt[];
  arrivals: Awaited<ReturnType<typeof listArrivals>>;
  replays: Replay[];
}

const ownTries = ({ failure, attempts }: Known): StoredAttempt[] => attempts.filter(({ consumer }) => failure.consumer === null || consumer === failure.consumer);

const maskEdit = (type: string | null, replay: Replay): Replay => (replay.mode === 'edited' ? { ...replay, edited_data: maskData(type, replay.edited_data) } : replay);

const seenMasked = (known: Known): Seen => {
  const { failure, replays } = known;
  const { maskText, searchable: _, ...letter }: MaskedLetter = maskLetter(failure);
  const { explanation, error_class, message, stack, archived_reason } = failure;
  return {
    ...letter, masked: true, explanation, error_class, message, stack, archived_reason: archived_reason === null ? null : maskText(archived_reason),
    tries: ownTries(known).map((attempt) => tryOf(maskReport(attempt, maskText))),
    replays: replays.map((replay) => maskEdit(failure.event_type, replay)),
  };
};

/** Errors are stored masked; what they said is worked out from the reports once more. */
const seenWhole = (known: Known): Seen => {
  const { failure, attempts, arrivals, replays } = known;
  const { topic, partition, offset, key, headers, payload, event_type } = failure;
  const letter = { payload, key, headers, place: { topic, partition, offset } };
  const all = failuresOf({ letter, event_type, arrivals, reports: reportsOf(attempts), maskText: asItIs });
  const { explanation, error_class, message, stack } = all.find(({ consumer }) => consumer === (failure.consumer ?? '')) ?? failure;
  return { ...showPayload(payload), masked: false, key, headers, explanation, error_class, message, stack, archived_reason: failure.archived_reason, tries: ownTries(known).map(tryOf), replays };
};

/** What a dossier is written with, beside what is stored. */
export interface Writing {
  /** The present instant, ISO. */
  now: string;
  /** Where a trace is shown; empty: nowhere. */
  traceUrl: string;
}

const writeDossier = async (db: Queryable, failure: FoundFailure, { now, traceUrl }: Writing, see: (known: Known) => Seen): Promise<Dossier> => {
  const known = {
    failure,
    attempts: await listAttempts(db, failure.dead_letter_id),
    arrivals: await listArrivals(db, failure.dead_letter_id),
    replays: await listReplays(db, failure.id),
  };
  return {
    ...failure,
    ...see(known),
    arrivals: known.arrivals.map(({ place, at, dlq_topic }) => ({ ...place, arrived_at: new Date(at), dlq_topic })),
    trace_url: traceLink(traceUrl, showPayload(failure.payload).payload),
    refusal: refusalOf(failure, known.replays, now),
    others: await listSiblings(db, failure),
  };
};

const read = async (db: Queryable, id: string): Promise<FoundFailure> => {
  const failure = await findFailure(db, id);
  if (failure === null) throw noSuch('failed event');
  return failure;
};

/** One failure with everything known about it, and what may tell of a person masked. */
export const showFailure = async (db: Queryable, id: string, writing: Writing): Promise<Dossier> => writeDossier(db, await read(db, id), writing, seenMasked);

/** The same with nothing masked; who saw it is written into the audit trail first. */
export const revealFailure = async (tx: Transaction, id: string, writing: Writing, actor: Actor): Promise<Dossier> => {
  const failure = await read(tx, id);
  const { event_id, event_type, topic } = failure;
  recordAct(tx, actor, { operation: 'dead_letter.revealed', ...actOn(failure, actor.id), before: null, after: { failure_id: id, event_id, event_type, topic } });
  return writeDossier(tx, failure, writing, seenWhole);
};
