import { join, relative } from 'node:path';
import type { RunningInstance } from '../instance/index.ts';
import { projectRoot } from '../runtime/paths.ts';

const plainRun = ({ dapr }: RunningInstance): string => {
  const path = dapr.runtimePath === undefined ? '' : `DAPR_RUNTIME_PATH=${dapr.runtimePath} `;
  return `${path}${dapr.cli} run -f ${join(projectRoot, 'dapr.yaml')}`;
};

/** Where to look in a system; `more` comes before the last line. */
export const summary = (instance: RunningInstance, seconds: number, more: readonly string[] = []): string[] => {
  const origin = instance.urls['chat-api']!.replace('127.0.0.1', 'localhost');
  return [
    '',
    `Everything runs (${seconds} s).`,
    `  App            ${origin}`,
    `  API docs       ${origin}/docs`,
    `  Services       ${Object.entries(instance.urls).map(([id, url]) => `${id} ${url.slice(url.lastIndexOf(':'))}`).join('  ')}`,
    `  PostgreSQL     ${instance.databaseUrl}`,
    `  Kafka          ${instance.kafkaBrokers}`,
    `  Mail inbox     ${instance.mailUrl.replace('127.0.0.1', 'localhost')}`,
    `  Logs           ${relative(process.cwd(), instance.logDir) || '.'}/<part>.log`,
    `  Administrator  register admin@todo.local (ADMIN_EMAILS in dapr.yaml)`,
    `  Operations     ${origin}/#/ops, for an administrator: failed events, replay, lag, alerts`,
    `  Sidecars       ${instance.dapr.cli} list`,
    `  Plain Dapr     with Kafka and PostgreSQL running: ${plainRun(instance)}`,
    ...more,
    '',
    'Ctrl-C stops everything.',
  ];
};
