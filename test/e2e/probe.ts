import { join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import type { App } from '../../tools/instance/types.ts';

const name = 'probe-service';

/** The probe as one more app of the run file, on documented ports that the instance shifts. */
export const probeApp: App = {
  appID: name,
  appDirPath: projectRoot,
  appPort: 3009,
  daprHTTPPort: 3509,
  daprGRPCPort: 3609,
  daprInternalGRPCPort: 3709,
  metricsPort: 3809,
  command: ['tools/node', 'test/e2e/probe-service/main.ts'],
  env: { NODE_ENV: 'development', PORT: '3009', DATABASE_URL: 'postgres://todo:todo@localhost:5433/todo' },
};

/** The probe's subscriptions. */
export const probeResources = join(projectRoot, 'test/e2e/probe-service');

/** Adds the probe to the scopes of the pub/sub component, as a new consumer is added. */
export const allowProbe = (file: string, text: string): string =>
  file.endsWith('pubsub.yaml')
    ? text
        .replace(/(publishingScopes\n\s+value: >-\n\s+)/, `$1${name}=dlq.task-events,dlq.reminders,delivery-reports; `)
        .replace(/(subscriptionScopes\n\s+value: >-\n\s+)/, `$1${name}=task-events,reminders; `)
        .replace(/\nscopes:\n/, `\nscopes:\n  - ${name}\n`)
    : text;
