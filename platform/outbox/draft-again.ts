import { maxMessageBytes } from '#contracts/topics';
import { bucketOf, EventTooLarge, type Draft } from './draft.ts';

/** An event that was published before and goes out once more, as it stands: nothing of its envelope is made anew. */
export interface ExistingEvent {
  topic: string;
  /** The Kafka key that it had. */
  key: string;
  envelope: { readonly id: string } & Readonly<Record<string, unknown>>;
}

/** What Kafka and Dapr put around an event takes part of a message's size. */
const roomBytes = 64 * 1024;

/** Fixes the bytes of an existing event; throws on one that no broker of ours would take. Where it came from may have been more generous than our producers. */
export const draftAgain = ({ topic, key, envelope }: ExistingEvent): Draft => {
  const event = JSON.stringify(envelope);
  const bytes = Buffer.byteLength(event);
  const limit = maxMessageBytes - roomBytes;
  if (bytes > limit) throw new EventTooLarge(`the event would be ${bytes} bytes, over the limit of ${limit}`);
  return { id: envelope.id, topic, key, bucket: bucketOf(topic, key), event };
};
