import { join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import type { App } from '../../tools/instance/types.ts';

const name = 'probe-service';
const bulkName = 'bulk-probe-service';

const appOn = (appID: string, port: number): App => ({
  appID,
  appDirPath: projectRoot,
  appPort: port,
  daprHTTPPort: port + 500,
  daprGRPCPort: port + 600,
  daprInternalGRPCPort: port + 700,
  metricsPort: port + 800,
  command: ['tools/node', `test/e2e/${appID}/main.ts`],
  env: { NODE_ENV: 'development', PORT: String(port), DATABASE_URL: 'postgres://todo:todo@localhost:5433/todo' },
});

/** The probe as one more app in the run file, on documented ports that the instance shifts. */
export const probeApp: App = appOn(name, 3009);

/** The probe that gets task-events in bulk, as the services do. */
export const bulkProbeApp: App = appOn(bulkName, 3011);

/** The probe's subscriptions. */
export const probeResources = join(projectRoot, 'test/e2e/probe-service');

/** Those of the bulk probe. */
export const bulkProbeResources = join(projectRoot, 'test/e2e/bulk-probe-service');

/** Adds an app to the scopes of the pub/sub component, as a new consumer is added. */
const allow = (app: string, topics: readonly string[], text: string): string =>
  text
    .replace(/(publishingScopes\n\s+value: >-\n\s+)/, `$1${app}=${[...topics.map((topic) => `dlq.${topic}`), 'delivery-reports'].join(',')}; `)
    .replace(/(subscriptionScopes\n\s+value: >-\n\s+)/, `$1${app}=${topics.join(',')}; `)
    .replace(/\nscopes:\n/, `\nscopes:\n  - ${app}\n`);

/** Adds the probe to the scopes of a file of resources. */
export const allowProbe = (file: string, text: string): string => (file.endsWith('pubsub.yaml') ? allow(name, ['task-events', 'reminders'], text) : text);

/** Adds both probes. */
export const allowProbes = (file: string, text: string): string => (file.endsWith('pubsub.yaml') ? allow(bulkName, ['task-events'], allowProbe(file, text)) : text);
