import { checkContract, readForReplay, type StoredEnvelope, type StoredLetter } from './replay-envelope.ts';
import { refuse, type Refusal } from './replay-refusals.ts';

/** A copy with other data, under an id of its own. */
export interface Edited {
  event_id: string;
  data: unknown;
}

/** The inputs of a replay. */
export interface ReplayOrder {
  letter: StoredLetter;
  /** The consumer that failed; '' when unknown. */
  consumer: string;
  replay_id: string;
  /** The instant of the request, ISO. */
  now: string;
  /** The copy that goes out instead of the original. */
  edited: Edited | null;
}

/** An event on its way back to its topic. */
export interface ReplayedEvent {
  topic: string;
  key: string;
  envelope: StoredEnvelope;
}

/** The event that goes out, or why it does not. */
export type ReplayDecision = { kind: 'event'; event: ReplayedEvent } | { kind: 'refused'; refusal: Refusal };

/**
 * Attributes that Dapr added the first time, and an expiration that would send the event
 * straight back to the dead letters.
 */
const ofTheFirstWay = ['topic', 'pubsubname', 'expiration', 'replaytarget', 'replayid'];

/** The trace continues: Dapr overwrites a traceparent that has no traceid beside it. */
const traceOf = ({ traceparent }: StoredEnvelope): object => (typeof traceparent === 'string' ? { traceid: traceparent, traceparent } : {});

const editedCopy = (original: StoredEnvelope, { event_id, data }: Edited): StoredEnvelope => {
  const { data_base64: binary, ...rest } = original;
  const json = binary === undefined ? {} : { datacontenttype: 'application/json' };
  return { ...rest, ...json, id: event_id, causationid: original.id, data };
};

const keyOf = ({ key }: StoredLetter, envelope: StoredEnvelope): string => {
  if (key !== null && key !== '') return key;
  const { partitionkey } = envelope;
  return typeof partitionkey === 'string' && partitionkey !== '' ? partitionkey : envelope.id;
};

const contractRefusal = (envelope: StoredEnvelope): { kind: 'refused'; refusal: Refusal } | null => {
  const checked = checkContract(envelope);
  if (checked.kind !== 'broken') return null;
  if (checked.inDataOnly) {
    return refuse('contract_broken', 'This event breaks its contract', 'its consumer would refuse it again: edit its data and replay the copy, or deploy a contract that allows it', checked.issues);
  }
  return refuse('envelope_broken', 'The envelope of this event breaks its contract', 'only data can be edited: archive it with a reason, and mend its producer', checked.issues);
};

/**
 * The event of a replay: the original envelope with its id and key, for the consumer that
 * failed and no other; or its edited copy. A type without a contract goes out as it is: the
 * consumer that lacked a route may have one now.
 */
export const decideReplay = ({ letter, consumer, replay_id, now, edited }: ReplayOrder): ReplayDecision => {
  const read = readForReplay(letter, now);
  if (read.kind === 'refused') return read;
  const envelope = edited === null ? read.envelope : editedCopy(read.envelope, edited);
  const refused = contractRefusal(envelope);
  if (refused !== null) return refused;
  const kept = Object.fromEntries(Object.entries(envelope).filter(([name]) => !ofTheFirstWay.includes(name))) as StoredEnvelope;
  const target = consumer === '' ? {} : { replaytarget: consumer };
  return {
    kind: 'event',
    event: { topic: letter.topic, key: keyOf(letter, envelope), envelope: { ...kept, ...traceOf(envelope), ...target, replayid: replay_id } },
  };
};

/**
 * The event of a replay among many: only for a known consumer, because the next batch waits
 * for its report.
 */
export const decideBulkReplay = (order: ReplayOrder): ReplayDecision => {
  const decision = decideReplay(order);
  if (decision.kind === 'refused' || order.consumer !== '') return decision;
  return refuse('nobody_named', 'Nobody knows which consumer failed', 'no consumer would confirm it, so a bulk replay could not go on: replay it by itself, or archive it with a reason');
};
