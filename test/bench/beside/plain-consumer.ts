import { randomUUID } from 'node:crypto';
import { Consumer, MessagesStreamModes, stringDeserializers, type Message } from '@platformatic/kafka';
import pg from 'pg';
import { auditLog } from '#contracts/topics';
import { partsOf, type Bench } from '../bench.ts';
import { rateOf, type Rate } from './rate.ts';

const batch = 100;

const insertInto = (client: pg.Client) => async (events: readonly { id: string; text: string }[]): Promise<void> => {
  await client.query('begin');
  await client.query('insert into bench_plain (id, event) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing', [events.map(({ id }) => id), events.map(({ text }) => text)]);
  await client.query('commit');
};

/**
 * A consumer without Dapr on the first `count` events of the audit log: transactions of 100
 * rows, deduplicated by id, then the commit to Kafka.
 */
export const drainPlain = async (bench: Bench, count: number): Promise<Rate> => {
  const { instance } = bench;
  const client = new pg.Client({ connectionString: instance.databaseUrl });
  await client.connect();
  await client.query('create table bench_plain (id uuid primary key, event text not null)');
  const insert = insertInto(client);
  const consumer = new Consumer({ groupId: `bench-${randomUUID()}`, clientId: 'bench', bootstrapBrokers: instance.kafkaBrokers.split(','), deserializers: stringDeserializers });
  const stream = await consumer.consume({ topics: [auditLog.name], mode: MessagesStreamModes.EARLIEST, autocommit: false, maxWaitTime: 100 });
  const work = async (): Promise<void> => {
    let pending: Message<string, string, string, string>[] = [];
    let done = 0;
    for await (const message of stream) {
      pending.push(message);
      if (pending.length < batch) continue;
      await insert(pending.map(({ value }) => ({ id: (JSON.parse(value) as { id: string }).id, text: value })));
      await pending.at(-1)!.commit();
      done += pending.length;
      pending = [];
      if (done + batch > count) return;
    }
  };
  const pids = new Map([...partsOf(bench)].filter(([part]) => ['postgres', 'kafka'].includes(part)));
  const rate = await rateOf(count, pids, work);
  await Promise.resolve(stream.close()).catch(() => undefined);
  await consumer.close(true);
  await client.query('drop table bench_plain');
  await client.end();
  return rate;
};
