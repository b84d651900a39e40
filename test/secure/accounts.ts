import { randomBytes } from 'node:crypto';
import { readKafkaComponents } from '../../tools/dapr/kafka-components.ts';
import { toolAccounts } from '../../tools/acls/wanted.ts';
import { bootstrapServers, type Logins } from './cluster/secured.ts';

type Mechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-512' | 'PLAIN';

/** Every mechanism that production may choose is used by some account. */
const others: Readonly<Record<string, Mechanism>> = { 'audit-service': 'SCRAM-SHA-256', monitor: 'SCRAM-SHA-256', 'recurring-service': 'PLAIN' };

const services = readKafkaComponents().flatMap(({ apps }) => apps.map(({ id }) => id));

/** Every account of the system, including the administrator's and the test probe's. */
export const accounts: readonly string[] = [...new Set([...services, ...toolAccounts, 'probe-service', 'bulk-probe-service', 'admin'])];

const passwords = new Map(accounts.map((who) => [who, randomBytes(18).toString('base64url')]));

const passwordOf = (who: string): string => {
  const password = passwords.get(who);
  if (password === undefined) throw new Error(`there is no account ${who}`);
  return password;
};

const mechanismOf = (who: string): Mechanism => others[who] ?? 'SCRAM-SHA-512';

const loginsBy = (mechanism: Mechanism): Record<string, string> =>
  Object.fromEntries(accounts.filter((who) => who !== 'admin' && mechanismOf(who) === mechanism).map((who) => [who, passwordOf(who)]));

/** What the cluster has to know about them. */
export const logins: Logins = {
  admin: { user: 'admin', password: passwordOf('admin') },
  'SCRAM-SHA-256': loginsBy('SCRAM-SHA-256'),
  'SCRAM-SHA-512': loginsBy('SCRAM-SHA-512'),
  PLAIN: loginsBy('PLAIN'),
};

/** The KAFKA_* variables of an account, as an operator sets them. */
export const variablesOf = (who: string, caFile: string): Record<string, string> => ({
  KAFKA_BOOTSTRAP_SERVERS: bootstrapServers,
  KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
  KAFKA_SASL_MECHANISM: mechanismOf(who),
  KAFKA_USERNAME: who,
  KAFKA_PASSWORD: passwordOf(who),
  KAFKA_CA_FILE: caFile,
});
