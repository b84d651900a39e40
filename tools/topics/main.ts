import { readConnection } from '#platform/kafka/connection';
import { dispatch } from '../dispatch.ts';
import { describeDrift, type Drift } from './drift.ts';
import { refuseMissing, refuseUnknown } from './missing.ts';
import { patiently, readPatience } from './patiently.ts';
import { readReplicas } from './replicas.ts';
import { applyTopics, checkTopics, listTopics, topicNames } from './topics.ts';

const clientId = 'todo-topics';

const usage = 'npm run topics -- apply | check | list | require <topic>…';

const print = (lines: string[]): void => {
  for (const line of lines) console.log(line);
};

const mendedLine = (drift: Drift): string => {
  if (drift.kind === 'missing') return `${drift.topic.name}: created with ${drift.topic.partitions} partition(s)`;
  return drift.kind === 'config' ? `${drift.topic}: ${drift.setting} set to ${drift.wanted}` : describeDrift(drift);
};

const apply = async (): Promise<boolean> => {
  const connection = readConnection(process.env, clientId);
  const replicas = readReplicas(process.env);
  const { mended, left } = await patiently(readPatience(process.env), () => applyTopics(connection, replicas), console.log);
  print([...mended.map(mendedLine), ...left.map(describeDrift)]);
  if (mended.length + left.length === 0) print(['all topics are as they should be']);
  return left.length === 0;
};

const check = async (): Promise<boolean> => {
  const drift = await checkTopics(readConnection(process.env, clientId), readReplicas(process.env));
  print(drift.length === 0 ? ['all topics are as they should be'] : drift.map(describeDrift));
  return drift.length === 0;
};

const list = async (): Promise<boolean> => {
  const topics = await listTopics(readConnection(process.env, clientId));
  print(topics.map(({ name, partitions, replicas, configs }) => `${name}: ${partitions} partition(s), ${replicas} replica(s), retention.ms ${configs['retention.ms']}`));
  return true;
};

/** For the start of a service: its topics must exist, whatever else is wrong with them. */
const requireTopics = async (): Promise<boolean> => {
  const connection = readConnection(process.env, clientId);
  const needed = process.argv.slice(3);
  refuseUnknown(needed);
  await patiently(readPatience(process.env), async () => refuseMissing(needed, await topicNames(connection)), console.log);
  print([`there are: ${needed.join(', ')}`]);
  return true;
};

await dispatch('topics', usage, { apply, check, list, require: requireTopics });
