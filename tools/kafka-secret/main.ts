import { stringify } from 'yaml';
import { readKafkaComponents } from '../dapr/kafka-components.ts';
import { toolAccounts } from '../acls/wanted.ts';
import { secretOf } from './secret.ts';

const services = new Set(readKafkaComponents().flatMap(({ apps }) => apps.map(({ id }) => id)));
const known = [...services, ...toolAccounts, 'admin'];

const usage = `npm run --silent kafka:secret -- all | ${known.join(' | ')}
prints a Secret from KAFKA_BOOTSTRAP_SERVERS, KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SASL_MECHANISM and KAFKA_CA_FILE: pipe it to kubectl apply -f -`;

const asked = process.argv.slice(2);
const unknown = asked.filter((who) => who !== 'all' && !known.includes(who));
if (asked.length === 0 || unknown.length > 0) {
  console.error(`${unknown.map((who) => `there is no account ${who}\n`).join('')}usage: ${usage}`);
  process.exit(2);
}
try {
  // One account for everything, where a managed Kafka gives no more; the administrator's is
  // never handed to a service.
  const accounts = asked.includes('all') ? [...services, ...toolAccounts] : asked;
  console.log(accounts.map((who) => stringify(secretOf(who, process.env))).join('---\n'));
} catch (error) {
  console.error(`kafka:secret: ${(error as Error).message}`);
  process.exit(1);
}
