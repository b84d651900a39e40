import { validate } from 'uuid';
import type { EventOf } from '#contracts/define-event';
import { events } from '#contracts/events/index';
import type { Mentioned } from '../../services/chat-api/publish-anew.ts';
import type { Stored } from './read-range.ts';

/** An event as it was published. */
export interface Published {
  key: string;
  event: EventOf<string, unknown>;
  /** Its envelope as it stands in the topic. */
  envelope: { readonly id: string };
}

/** What records say of the time before and after the backup. */
export interface Sorted {
  /** Published by then: who has not handled them by then must still do so. */
  before: Published[];
  /** The tasks that they speak of, once an event. */
  mentioned: Mentioned[];
  /** Users who deleted their account after it. */
  ended: string[];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The event in a record; null where it keeps to no contract, as nobody handles that. */
const eventIn = ({ key, value }: Stored): Published | null => {
  const envelope = parsed(value) as { type?: unknown } | null;
  const { success, data } = events.find(({ type }) => type === envelope?.type)?.schema.safeParse(envelope) ?? { success: false, data: undefined };
  return success ? { key, event: data as EventOf<string, unknown>, envelope: envelope as Published['envelope'] } : null;
};

const mentionedIn = ({ event: { partitionkey, sequence = '0', data } }: Published): Mentioned[] => {
  const { task_id } = data as { task_id?: string };
  return task_id === undefined || !validate(partitionkey) ? [] : [{ id: task_id, user_id: partitionkey, version: Number(sequence) }];
};

/** Sorts records by whether they were published before or after the database's state. */
export const sortEvents = (records: readonly Stored[], restoredTo: Date): Sorted => {
  const known = records.flatMap((record) => {
    const published = eventIn(record);
    return published === null ? [] : [{ published, isBefore: record.timestamp <= restoredTo }];
  });
  return {
    before: known.filter(({ isBefore }) => isBefore).map(({ published }) => published),
    mentioned: known.flatMap(({ published }) => mentionedIn(published)),
    ended: known.filter(({ isBefore, published }) => !isBefore && published.event.type === 'user.deleted').map(({ published }) => published.event.partitionkey),
  };
};
