import { Admin } from '@platformatic/kafka';
import { expect } from 'vitest';
import type { Person } from '../e2e/client.ts';
import { connectionOf } from '../e2e/kafka.ts';
import { auditedOf, handledBy, sql } from '../e2e/oracle.ts';
import { system } from '../e2e/system.ts';

/** Limits of a poll for whatever a fault may delay. */
export const patiently = { timeout: 90_000, interval: 250 };

/**
 * Writes a task and waits until consumers, both single and in bulk, have it; resolves with
 * the seconds that took.
 */
export const arrives = async (person: Person): Promise<number> => {
  const began = performance.now();
  const { id } = await person.addTask('is there progress?', { due_local: '2040-05-06T09:00' });
  const effects = async (): Promise<boolean[]> =>
    [await handledBy(person.id), await auditedOf(person.id)].map((rows) => rows.some(({ task_id }) => task_id === id));
  await expect.poll(effects, patiently).toEqual([true, true]);
  return (performance.now() - began) / 1_000;
};

/** How many events wait in chat-api's outbox. */
export const waiting = async (): Promise<number> => (await sql<{ n: number }>('select count(*)::int as n from chat_api.outbox'))[0]!.n;

/** Resolves when that many events wait there. */
export const untilWaiting = async (least: number): Promise<void> => {
  await expect.poll(waiting, patiently).toBeGreaterThanOrEqual(least);
};

/** The broker that leads a partition. */
export const leaderOf = async (topic: string, partition: number): Promise<number> => {
  const admin = new Admin(connectionOf(system().kafkaBrokers));
  const { topics } = await admin.metadata({ topics: [topic] }).finally(() => admin.close());
  return topics.get(topic)!.partitions[partition]!.leader;
};

/** The process ids of all apps and sidecars: if they stay the same, nothing was started again. */
export const parts = (): (number | undefined)[] => Object.keys(system().urls).flatMap((app) => [system().pid(app), system().pid(`${app}.dapr`)]);
