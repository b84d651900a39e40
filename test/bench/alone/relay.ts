import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { auditLog, taskEvents, taskUpdates } from '#contracts/topics';
import { openDatabase } from '#platform/db/database';
import { partsOf, type Bench } from '../bench.ts';
import { cpuBetween, readCpu } from '../measure/cpu.ts';
import { growth, scrapeAll, type Scrape } from '../measure/metrics.ts';
import { auditEvent, someUsers } from './events.ts';

const users = 1_000;
const rowsAtOnce = 1_000;
const lookEveryMs = 100;
const topics = [taskEvents, taskUpdates, auditLog].map(({ name }) => name);

/** How fast a relay empties an outbox into Kafka. */
export interface Relayed {
  events: number;
  events_per_s: number;
  cpu_per_event: Record<string, number>;
}

/** Rows as a service's transactions leave them. */
export const fillOutbox = async (url: string, service: string, count: number): Promise<void> => {
  const database = openDatabase({ url, service, poolSize: 1, log: pino({ level: 'silent' }) });
  const userIds = someUsers(users);
  for (let n = 0; n < count; n += rowsAtOnce) {
    await database.transaction(async (tx) => {
      for (let i = n; i < n + rowsAtOnce; i++) {
        const key = userIds[i % users]!;
        tx.emitAgain({ topic: topics[i % topics.length]!, key, envelope: auditEvent(key) });
      }
    });
  }
  await database.close();
};

const publishedBy = (scrape: Scrape): number => growth(new Map(), scrape, 'outbox_published_total');

/**
 * chat-api's relay on an outbox that was filled while the service was stopped, with nothing
 * else running.
 */
export const drainOutbox = async (bench: Bench, count = 60_000): Promise<Relayed> => {
  const { instance } = bench;
  await instance.stopApp('chat-api');
  await fillOutbox(instance.databaseUrl, 'chat-api', count);
  await instance.startApp('chat-api');
  const pids = partsOf(bench);
  const cpu = readCpu(pids);
  const samples: { at: number; published: number }[] = [];
  while ((samples.at(-1)?.published ?? 0) < count) {
    const scrapes = await scrapeAll({ chat: instance.urls['chat-api']! }).catch(() => undefined);
    if (scrapes !== undefined) samples.push({ at: performance.now(), published: publishedBy(scrapes.get('chat')!) });
    await sleep(lookEveryMs);
  }
  const used = cpuBetween(cpu, readCpu(pids));
  const first = samples.find(({ published }) => published > 0)!;
  const last = samples.at(-1)!;
  const events_per_s = Math.round(((last.published - first.published) * 1_000) / (last.at - first.at));
  return { events: count, events_per_s, cpu_per_event: Object.fromEntries(Object.entries(used).map(([part, ms]) => [part, ms / count])) };
};
