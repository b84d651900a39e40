import { maxMessageBytes } from '#contracts/topics';
import { bucketOf, EventTooLarge, type Draft } from './draft.ts';

/** An event that was published before and goes out again with its envelope unchanged. */
export interface ExistingEvent {
  topic: string;
  /** Its original Kafka key. */
  key: string;
  envelope: { readonly id: string } & Readonly<Record<string, unknown>>;
}

/** The part of a message's size that Kafka and Dapr need for themselves. */
const roomBytes = 64 * 1024;

/**
 * Fixes the bytes of an existing event; throws on one that our broker would not take. Its
 * origin may have allowed more than our producers do.
 */
export const draftAgain = ({ topic, key, envelope }: ExistingEvent): Draft => {
  const event = JSON.stringify(envelope);
  const bytes = Buffer.byteLength(event);
  const limit = maxMessageBytes - roomBytes;
  if (bytes > limit) throw new EventTooLarge(`the event would be ${bytes} bytes, over the limit of ${limit}`);
  return { id: envelope.id, topic, key, bucket: bucketOf(topic, key), event };
};
