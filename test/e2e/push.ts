import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPushEndpoint, type PushEndpoint } from '../../services/notification-service/testing/push-endpoint.ts';

let endpoint: PushEndpoint | undefined;
let folder: string | undefined;

/** The push service of the tests, with a browser behind it. */
export const pushEndpoint = (): PushEndpoint => {
  if (endpoint === undefined) throw new Error('the push service is not started');
  return endpoint;
};

/** Starts the push service; returns the environment in which notification-service trusts it. */
export const startPush = async (): Promise<Record<string, string>> => {
  endpoint = await startPushEndpoint();
  folder = await mkdtemp(join(tmpdir(), 'todo-push-'));
  await writeFile(join(folder, 'ca.pem'), endpoint.ca);
  return { PUSH_TEST_ENDPOINTS: endpoint.host, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
};

/** Stops it. */
export const stopPush = async (): Promise<void> => {
  await endpoint?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
};
