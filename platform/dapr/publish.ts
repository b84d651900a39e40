import type { DaprClient, HttpMethod, InvokerOptions } from '@dapr/dapr';
import { setTimeout as sleep } from 'node:timers/promises';
import { pubsubName } from '#contracts/topics';
import type { DirectPublish } from '../delivery/report.ts';

const limitMs = 1_000;

/** What services use of the SDK. */
export interface Dapr {
  invoker: {
    invoke(appId: string, path: string, method: `${HttpMethod}`, body?: object, options?: InvokerOptions): Promise<object>;
  };
  pubsub: Pick<DaprClient['pubsub'], 'publish'>;
}

const openClient = async (daprPort: number, apiToken: string | undefined): Promise<DaprClient> => {
  const { CommunicationProtocolEnum, DaprClient, LogLevel } = await import('@dapr/dapr');
  return new DaprClient({
    daprHost: '127.0.0.1',
    daprPort: String(daprPort),
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    logger: { level: LogLevel.Error },
    ...(apiToken === undefined ? {} : { daprApiToken: apiToken }),
  });
};

/**
 * A client of this service's own sidecar. The SDK is loaded when it is first used: 40 MB,
 * which a service that only consumes never needs.
 */
export const createDaprClient = (daprPort: number, apiToken: string | undefined): Dapr => {
  let client: Promise<DaprClient> | undefined;
  const opened = (): Promise<DaprClient> => (client ??= openClient(daprPort, apiToken));
  return {
    invoker: { invoke: async (appId, path, method, ...rest) => (await opened()).invoker.invoke(appId, path, method as HttpMethod, ...rest) },
    pubsub: { publish: async (...event) => (await opened()).pubsub.publish(...event) },
  };
};

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
