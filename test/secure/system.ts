import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConnection } from '#platform/kafka/connection';
import { applyAcls } from '../../tools/acls/broker.ts';
import { kafkaComponentsIn } from '../../tools/dapr/kafka-components.ts';
import { readPrincipals } from '../../tools/acls/principals.ts';
import { wantedAccess } from '../../tools/acls/wanted.ts';
import { secretOf } from '../../tools/kafka-secret/secret.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { runCommand, type Result } from '../../tools/runtime/run-command.ts';
import { logIn } from '../e2e/kafka.ts';
import { allowProbes } from '../e2e/probe.ts';
import { startSystem, stopSystem } from '../e2e/system.ts';
import { textInProduction } from '../helpers/production-components.ts';
import { accounts, logins, variablesOf } from './accounts.ts';
import { bootstrapServers, startSecuredCluster, type SecuredCluster } from './cluster/secured.ts';

let running: SecuredCluster | undefined;
let checked: Result | undefined;

/** The brokers below the system under test. */
export const cluster = (): SecuredCluster => {
  if (running === undefined) throw new Error('the cluster is not started');
  return running;
};

/** Runs one of our tools, such as `topics apply`, as an account. */
export const runTool = (tool: 'topics' | 'acls', args: readonly string[], who: string, more: Record<string, string> = {}): Promise<Result> =>
  runCommand(process.execPath, [join(projectRoot, 'tools', tool, 'main.ts'), ...args], {
    env: { NODE_ENV: 'production', KAFKA_REPLICATION_FACTOR: '3', ...variablesOf(who, cluster().ca.file), ...more },
  });

/** The output of `topics check` before there was any topic. */
export const firstCheck = (): Result => checked!;

const mustRun = async (...[tool, args, who]: Parameters<typeof runTool>): Promise<void> => {
  const { ok, output } = await runTool(tool, args, who);
  if (!ok) throw new Error(`${tool} ${args.join(' ')}:\n${output}`);
};

/**
 * The contents of an account's Secret, as made by `npm run kafka:secret`; a sidecar has it
 * in its environment.
 */
export const secretEnv = (who: string): Record<string, string> => secretOf(who, variablesOf(who, cluster().ca.file)).stringData;

const pubsub = join(projectRoot, 'components/pubsub.yaml');

/**
 * The probes are no services of ours; their permissions follow from the scopes that they
 * are added to.
 */
const grantProbes = (): Promise<unknown> => {
  const access = wantedAccess(kafkaComponentsIn(allowProbes(pubsub, readFileSync(pubsub, 'utf8')))).filter(({ who }) => who.endsWith('probe-service'));
  return applyAcls(readConnection(variablesOf('admin', cluster().ca.file), 'test'), access, readPrincipals(undefined), false);
};

/** The components as in production; broker and login come from the environment of each sidecar. */
export const productionResource = (file: string, text: string): string => (file.includes('-components/') ? textInProduction(text) : text);

/**
 * Starts three brokers that let nobody in without a login and a permission, then the whole
 * system on the components of production.
 */
export const startSecured = async (): Promise<void> => {
  running = await startSecuredCluster(logins);
  await mustRun('acls', ['apply'], 'admin');
  await grantProbes();
  checked = await runTool('topics', ['check'], 'topics');
  await mustRun('topics', ['apply'], 'topics');
  const { sasl, tls, tlsServerName } = readConnection(variablesOf('admin', cluster().ca.file), 'test');
  logIn({ sasl: sasl!, tls: tls!, tlsServerName: tlsServerName! });
  await startSystem({
    name: 'secure',
    portOffset: 15_000,
    kafkaBrokers: bootstrapServers,
    sidecarEnv: Object.fromEntries(accounts.map((who) => [who, secretEnv(who)])),
    edit: (file, text) => productionResource(file, allowProbes(file, text)),
    // It reads lag itself, with the Secret of its sidecar.
    env: { 'ops-service': secretEnv('ops-service') },
  });
};

/** Stops everything that was started. */
export const stopSecured = async (): Promise<void> => {
  await stopSystem();
  await running?.stop();
};
