import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { startPushEndpoint, type PushEndpoint } from '../../services/notification-service/testing/push-endpoint.ts';

let endpoint: PushEndpoint | undefined;

/** The push service of the tests, with the browser behind it. */
export const pushEndpoint = (): PushEndpoint => {
  if (endpoint === undefined) throw new Error('the push service is not started');
  return endpoint;
};

/** Starts the push service; returns the environment in which notification-service trusts it. */
export const startPush = async (): Promise<Record<string, string>> => {
  endpoint = await startPushEndpoint();
  const folder = join(projectRoot, '.runtime/test');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'push-ca.pem'), endpoint.ca);
  return { PUSH_TEST_ENDPOINTS: endpoint.host, NODE_EXTRA_CA_CERTS: join(folder, 'push-ca.pem') };
};

/** Stops it. */
export const stopPush = async (): Promise<void> => endpoint?.close();
