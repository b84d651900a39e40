import { setTimeout as sleep } from 'node:timers/promises';
import { pubsubName } from '#contracts/topics';
import type { DirectPublish } from '../delivery/report.ts';
import type { Dapr } from './client.ts';

const limitMs = 1_000;

/**
 * Publishes one event without the outbox, for a report that no database can take; rejects
 * after one second.
 */
export const createDirectPublish = (client: Pick<Dapr, 'pubsub'>): DirectPublish => async (topic, event, key) => {
  const sent = client.pubsub.publish(pubsubName, topic, event as object, {
    contentType: 'application/cloudevents+json',
    metadata: { partitionKey: key },
  });
  const { error } = await Promise.race([sent, sleep(limitMs, { error: new Error(`no answer within ${limitMs} ms`) }, { ref: false })]);
  // The SDK returns its failures instead of throwing them.
  if (error !== undefined) throw error;
};
