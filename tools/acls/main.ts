import { readConnection } from '#platform/kafka/connection';
import type { Acl } from '@platformatic/kafka';
import { dispatch } from '../dispatch.ts';
import { applyAcls, checkAcls } from './broker.ts';
import { readKafkaComponents } from '../dapr/kafka-components.ts';
import { describeEntry, toEntries } from './entries.ts';
import { readPrincipals } from './principals.ts';
import { rpkScript } from './rpk.ts';
import { wantedAccess } from './wanted.ts';

const usage = 'npm run acls -- list | check | apply [--prune] | rpk';

const wanted = wantedAccess(readKafkaComponents());
const prune = process.argv.includes('--prune');

const print = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const lines = (prefix: string, entries: readonly Acl[]): string[] => entries.map((entry) => `${prefix}: ${describeEntry(entry)}`);

const list = async (): Promise<boolean> => {
  const principalOf = readPrincipals(process.env['KAFKA_PRINCIPALS']);
  print(wanted.flatMap((access) => toEntries(access, principalOf).map(describeEntry)));
  return true;
};

const rpk = async (): Promise<boolean> => {
  process.stdout.write(rpkScript(wanted));
  return true;
};

const check = async (): Promise<boolean> => {
  const { missing, surplus } = await checkAcls(readConnection(process.env, 'todo-acls'), wanted, readPrincipals(process.env['KAFKA_PRINCIPALS']));
  print([...lines('missing, grant it with npm run acls -- apply', missing), ...lines('too much, take it away with npm run acls -- apply --prune', surplus)]);
  if (missing.length + surplus.length === 0) print(['every account may do what it needs, and no more']);
  return missing.length + surplus.length === 0;
};

const apply = async (): Promise<boolean> => {
  const { missing, surplus } = await applyAcls(readConnection(process.env, 'todo-acls'), wanted, readPrincipals(process.env['KAFKA_PRINCIPALS']), prune);
  print([...lines('granted', missing), ...lines(prune ? 'taken away' : 'too much, take it away with npm run acls -- apply --prune', surplus)]);
  if (missing.length + surplus.length === 0) print(['every account may do what it needs, and no more']);
  return true;
};

await dispatch('acls', usage, { list, check, apply, rpk });
