import { join, relative } from 'node:path';
import { startInstance, type RunningInstance } from '../instance/index.ts';
import { projectRoot } from '../runtime/paths.ts';
import { onEnd } from './on-end.ts';

const log = (line: string): void => console.log(line);

/** npm and the terminal may both deliver one Ctrl-C. */
const samePressMs = 1_500;

const plainRun = ({ dapr }: RunningInstance): string => {
  const path = dapr.runtimePath === undefined ? '' : `DAPR_RUNTIME_PATH=${dapr.runtimePath} `;
  return `${path}${dapr.cli} run -f ${join(projectRoot, 'dapr.yaml')}`;
};

const summary = (instance: RunningInstance, seconds: number): string[] => [
  '',
  `Everything runs (${seconds} s).`,
  `  App            http://localhost:3000`,
  `  API docs       http://localhost:3000/docs`,
  `  Services       ${Object.entries(instance.urls).map(([id, url]) => `${id} ${url.slice(url.lastIndexOf(':'))}`).join('  ')}`,
  `  PostgreSQL     ${instance.databaseUrl}`,
  `  Kafka          ${instance.kafkaBrokers}`,
  `  Mail inbox     ${instance.mailUrl.replace('127.0.0.1', 'localhost')}`,
  `  Logs           ${relative(process.cwd(), instance.logDir) || '.'}/<part>.log`,
  `  Administrator  register admin@todo.local (ADMIN_EMAILS in dapr.yaml)`,
  `  Operations     http://localhost:3000/#/ops, for an administrator: failed events, replay, lag, alerts`,
  `  Sidecars       ${instance.dapr.cli} list`,
  `  Plain Dapr     with Kafka and PostgreSQL running: ${plainRun(instance)}`,
  '',
  'Ctrl-C stops everything.',
];

const aborting = new AbortController();
let instance: RunningInstance | undefined;
let asked = 0;

const stop = async (): Promise<void> => {
  if (asked !== 0) {
    if (Date.now() - asked > samePressMs) log('Still stopping: services finish what they have begun (35 s at most) …');
    return;
  }
  asked = Date.now();
  log('\nStopping: services, sidecars, Kafka and PostgreSQL …');
  aborting.abort();
  if (instance === undefined) return;
  await instance.stop();
  log('Everything has stopped.');
  process.exit(0);
};

onEnd(() => void stop());

const began = Date.now();
try {
  instance = await startInstance({ name: 'local', portOffset: 0, notReady: 'warn', databaseUrl: process.env['DATABASE_URL'], signal: aborting.signal, log });
  for (const line of summary(instance, Math.round((Date.now() - began) / 1000))) log(line);
} catch (error) {
  if (asked === 0) console.error(`\n${(error as Error).message}`);
  else log('Everything has stopped.');
  process.exit(asked === 0 ? 1 : 0);
}
