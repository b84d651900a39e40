import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { signUp } from '../e2e/client.ts';

const tasks = 300;
const everyMs = 100;

/** Milliseconds from the API's reply to the audit entry, at 10 tasks a second; both are this machine's clock. */
export const measureEndToEnd = async (origin: string, database: pg.Client): Promise<number[]> => {
  const person = await signUp(origin);
  const replies = new Map<string, number>();
  const writes: Promise<unknown>[] = [];
  for (let i = 0; i < tasks; i++) {
    writes.push(person.addTask(`end to end ${i}`).then(({ id }) => replies.set(id, Date.now())));
    await sleep(everyMs);
  }
  await Promise.all(writes);
  for (;;) {
    const { rows } = await database.query<{ task_id: string; ms: number }>(
      `select task_id, extract(epoch from recorded_at)::float8 * 1000 as ms from audit_service.audit_entries where user_id = $1`,
      [person.id],
    );
    // The entry's time is the start of its transaction: an entry before the reply counts as 0.
    if (rows.length >= tasks) return rows.map(({ task_id, ms }) => Math.max(0, ms - replies.get(task_id)!));
    await sleep(200);
  }
};
