import { CommunicationProtocolEnum, DaprClient, LogLevel } from '@dapr/dapr';
import { setTimeout as sleep } from 'node:timers/promises';
import { pubsubName } from '#contracts/topics';
import type { DirectPublish } from '../delivery/report.ts';

const limitMs = 1_000;

/** A client of this service's own sidecar. */
export const createDaprClient = (daprPort: number, apiToken: string | undefined): DaprClient =>
  new DaprClient({
    daprHost: '127.0.0.1',
    daprPort: String(daprPort),
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    logger: { level: LogLevel.Error },
    ...(apiToken === undefined ? {} : { daprApiToken: apiToken }),
  });

/** Publishes one event without the outbox, for a report that no database can take; rejects after one second. */
export const createDirectPublish = (client: DaprClient): DirectPublish => async (topic, event, key) => {
  const sent = client.pubsub.publish(pubsubName, topic, event as object, {
    contentType: 'application/cloudevents+json',
    metadata: { partitionKey: key },
  });
  const { error } = await Promise.race([sent, sleep(limitMs, { error: new Error(`no answer within ${limitMs} ms`) }, { ref: false })]);
  // The SDK returns its failures instead of throwing them.
  if (error !== undefined) throw error;
};
