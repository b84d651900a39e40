import { taskDeleted } from '#contracts/events/index';
import { newId } from '#platform/ids';
import { makeEvent } from '../../../test/helpers/events.ts';

/** The place of an event in Kafka. */
export interface TestPlace {
  topic: string;
  partition: number;
  offset: number;
}

let offset = 0;

/** A place that no other event of the test uses. */
export const somewhere = (topic = 'task-events'): TestPlace => ({ topic, partition: 1, offset: (offset += 1) });

/** A valid event. */
export const deletedTask = (attributes: object = {}) => ({ ...makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: newId() }), ...attributes });

/** The headers with which the sidecar of ops-service delivers a dead letter. */
export const headersAt = ({ topic, partition, offset }: TestPlace, at: number, more: Record<string, string> = {}): Record<string, string> => ({
  'content-type': 'application/cloudevents+json',
  pubsubname: 'kafka-ops',
  __topic: topic,
  __partition: String(partition),
  __offset: String(offset),
  __key: 'ada',
  __timestamp: String(at),
  ...more,
});

/** The body of that delivery: base64 in an envelope with a new id each time. */
export const rawBody = (payload: Uint8Array | string, topic = 'dlq.task-events'): string =>
  JSON.stringify({
    data_base64: Buffer.from(payload).toString('base64'), datacontenttype: 'application/octet-stream', id: newId(), pubsubname: 'kafka-ops',
    source: 'Dapr', specversion: '1.0', topic, type: 'com.dapr.event.sent',
  });
