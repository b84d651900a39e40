import { system } from './system.ts';

/** Publishes to task-events as chat-api would, through its sidecar. */
export const publishTaskEvent = async (event: object, key = 'someone'): Promise<void> => {
  const response = await fetch(`${system().sidecarUrls['chat-api']}/v1.0/publish/kafka-pubsub/task-events?metadata.partitionKey=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', 'dapr-api-token': system().tokens.dapr },
    body: JSON.stringify(event),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
};
