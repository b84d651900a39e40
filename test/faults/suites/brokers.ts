import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { nodeIds } from '../../harness/cluster/properties.ts';
import { arrives, leaderOf, parts, untilWaiting, waiting } from '../observe.ts';
import { allAccepted, type Hands, type Row } from '../row.ts';
import { cluster } from '../system.ts';

/** Runs a fault after which every app and sidecar must still be the same process. */
const untouched = (fault: (hands: Hands) => Promise<unknown>) => async (hands: Hands): Promise<void> => {
  const before = parts();
  await fault(hands);
  expect(parts()).toEqual(before);
};

/** The broker that leads a partition is killed; events keep arriving without it. */
export const killLeader: Row = {
  id: 'kill-leader',
  injects: 'kill -9 the broker that leads a partition',
  fault: untouched(async ({ people, note }) => {
    const leader = await leaderOf('task-events', 0);
    await cluster().kill(leader);
    note('first event after the kill, s', Number((await arrives(people[0]!)).toFixed(1)));
    await cluster().start(leader);
  }),
  holds: allAccepted,
};

/** Without a majority nothing can be published. */
export const killTwo: Row = {
  id: 'kill-two-brokers',
  injects: 'kill -9 two of three brokers for 30 s',
  fault: untouched(async ({ note }) => {
    await Promise.all([1, 2].map((id) => cluster().kill(id)));
    await untilWaiting(20);
    await sleep(30_000);
    note('events that waited in the outbox', await waiting());
    await Promise.all([1, 2].map((id) => cluster().start(id)));
  }),
  holds: allAccepted,
};

/** All brokers at once, as in a power failure. */
export const killAll: Row = {
  id: 'kill-all-brokers',
  injects: 'kill -9 all brokers, started again after 60 s',
  fault: untouched(async ({ note }) => {
    await Promise.all(nodeIds.map((id) => cluster().kill(id)));
    await sleep(60_000);
    note('events that waited in the outbox', await waiting());
    await Promise.all(nodeIds.map((id) => cluster().start(id)));
  }),
  holds: allAccepted,
};

/** A broker that keeps its connections but stays silent, like a machine that swaps. */
export const freezeLeader: Row = {
  id: 'freeze-leader',
  injects: 'SIGSTOP of the broker that leads a partition for 20 s',
  fault: untouched(async ({ people, note }) => {
    const leader = await leaderOf('task-events', 0);
    cluster().signal(leader, 'SIGSTOP');
    const progress = arrives(people[0]!).then((seconds) => note('first event after the freeze, s', Number(seconds.toFixed(1))));
    await sleep(20_000);
    cluster().signal(leader, 'SIGCONT');
    await progress;
  }),
  holds: allAccepted,
};
