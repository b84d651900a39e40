import { Pool } from 'undici';
import { pubsubName } from '#contracts/topics';

/** One event to publish: its id, its Kafka key and its envelope as JSON text. */
export interface Outgoing {
  id: string;
  key: string;
  event: string;
}

/**
 * The result of a bulk request: `failed` names the entries that Kafka did not acknowledge,
 * each with its reason.
 */
export interface PublishResult {
  failed: Map<string, string>;
}

/** Publishes a batch of one topic through the sidecar; never throws. */
export type BulkPublish = (topic: string, batch: readonly Outgoing[]) => Promise<PublishResult>;

const publishTimeoutMs = 10_000;
const connectTimeoutMs = 2_000;
/** Topics are published in parallel, so none waits for a connection on which another hangs. */
const connections = 16;

interface BulkResponse {
  errorCode?: string;
  message?: string;
  failedEntries?: { entryId: string; error?: string }[];
}

const allFailed = (batch: readonly Outgoing[], reason: string): PublishResult => ({
  failed: new Map(batch.map(({ id }) => [id, reason])),
});

/**
 * The envelopes are spliced in unparsed: the bytes that were committed are the bytes that
 * are published.
 */
const bulkBody = (batch: readonly Outgoing[]): string =>
  `[${batch
    .map(({ id, key, event }) => {
      const metadata = JSON.stringify({ partitionKey: key });
      return `{"entryId":"${id}","contentType":"application/cloudevents+json","metadata":${metadata},"event":${event}}`;
    })
    .join(',')}]`;

const reasonsOf = (status: number, text: string, batch: readonly Outgoing[]): PublishResult => {
  const body = ((): BulkResponse => {
    try {
      return JSON.parse(text) as BulkResponse;
    } catch {
      return { message: text };
    }
  })();
  if (body.failedEntries !== undefined && body.failedEntries.length > 0) {
    return { failed: new Map(body.failedEntries.map(({ entryId, error }) => [entryId, error ?? 'no reason given'])) };
  }
  return allFailed(batch, `${status} ${body.errorCode ?? ''} ${body.message ?? ''}`.slice(0, 500));
};

/**
 * Bulk publish over the sidecar's HTTP interface: one request is the relay's hot path, and
 * neither the SDK, which has no timeout, nor fetch, which takes five times the CPU, is made
 * for that (docs/decisions/0002).
 */
export const daprBulkPublish = (daprPort: number, apiToken: string | undefined): BulkPublish => {
  const headers = { 'content-type': 'application/json', ...(apiToken === undefined ? {} : { 'dapr-api-token': apiToken }) };
  const sidecar = new Pool(`http://127.0.0.1:${daprPort}`, { connections, connect: { timeout: connectTimeoutMs }, headersTimeout: publishTimeoutMs, bodyTimeout: publishTimeoutMs });
  return async (topic, batch) => {
    try {
      const { statusCode, body } = await sidecar.request({ method: 'POST', path: `/v1.0-alpha1/publish/bulk/${pubsubName}/${topic}`, headers, body: bulkBody(batch) });
      if (statusCode >= 300) return reasonsOf(statusCode, await body.text(), batch);
      await body.dump();
      return { failed: new Map() };
    } catch (error) {
      const { message, cause } = error as Error;
      return allFailed(batch, cause instanceof Error ? `${message}: ${cause.message}` : message);
    }
  };
};
