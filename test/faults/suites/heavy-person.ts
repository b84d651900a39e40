import { setTimeout as sleep } from 'node:timers/promises';
import { taskLimits } from '#contracts/task-limits';
import { signUp, type Person } from '../../e2e/client.ts';
import { pushEndpoint } from '../../e2e/push.ts';
import { origin } from '../../e2e/system.ts';
import { aFewAtATime } from '../../oracle/a-few-at-a-time.ts';
import { allAccepted, type Row } from '../row.ts';

const tasks = 10_000;
const browsers = 5;
const searchesAtOnce = 10;
/** As often as production allows one person to ask. */
const everyMs = 1_000;
const untilMs = 30_000;

let heavy: Person;

const isoIn = (ms: number): string => new Date(Date.now() + ms).toISOString();
const day = 86_400_000;

/** One person with as many tasks and reminders as they may have, whose browsers never answer. */
const moveIn = async (): Promise<void> => {
  heavy = await signUp(origin());
  for (let n = 0; n < browsers; n++) {
    await heavy.call('POST', '/push-subscriptions', pushEndpoint().subscription(`${pushEndpoint().silent}/${n}`));
  }
  const reminders = Array.from({ length: taskLimits.reminders }, (_, n) => ({ at: isoIn((n + 2) * day) }));
  const numbers = Array.from({ length: tasks }, (_, n) => n);
  await aFewAtATime(numbers, (n) => heavy.addTask(`water plant ${n}`, { due_local: '2040-05-06T09:00', reminders }));
};

const search = async (): Promise<number> => (await heavy.call('GET', '/tasks?q=plant').catch(() => ({ status: 0 }))).status;

/** Whatever one person has and does, others do not feel it. */
export const crowdOut: Row = {
  id: 'heavy-person',
  injects: `one person with ${tasks} tasks of ${taskLimits.reminders} reminders each searches ten times at once, once a second for 30 s, while reminders go to ${browsers} browsers that never answer`,
  prepare: moveIn,
  timeoutMs: 1_200_000,
  fault: async ({ note }) => {
    const end = performance.now() + untilMs;
    const due = { due_local: '2040-05-06T09:00', reminders: [{ at: isoIn(10_000) }] };
    await aFewAtATime(Array.from({ length: 40 }, (_, n) => n), (n) => heavy.addTask(`call plant shop ${n}`, due));
    const statuses: number[] = [];
    while (performance.now() < end) {
      const next = sleep(everyMs);
      statuses.push(...(await Promise.all(Array.from({ length: searchesAtOnce }, search))));
      await next;
    }
    for (const [status, of] of Map.groupBy(statuses, (one) => one)) note(`searches answered with ${status}`, of.length);
  },
  holds: allAccepted,
};
