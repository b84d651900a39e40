import { setTimeout as sleep } from 'node:timers/promises';
import { system } from '../../e2e/system.ts';
import { untilWaiting, waiting } from '../observe.ts';
import { allAccepted, allAnswered, type Row } from '../row.ts';
import { disks } from '../small-disks.ts';

/** What cannot be written is refused with a reason, and completely. */
export const fillDatabaseDisk: Row = {
  id: 'disk-of-database',
  injects: 'the disk of PostgreSQL is full for 20 s',
  needs: disks,
  fault: async () => {
    disks()!.database.fill();
    await sleep(20_000);
    disks()!.database.free();
    await system().startDatabase();
  },
  holds: allAnswered,
};

/** A broker that cannot write ends; started on a full disk it ends again. */
export const fillBrokerDisk: Row = {
  id: 'disk-of-broker',
  injects: 'the disk of the only Kafka broker is full for 20 s',
  needs: disks,
  fault: async ({ note }) => {
    disks()!.broker.fill();
    await untilWaiting(20);
    await sleep(20_000);
    note('events that waited in the outbox', await waiting());
    disks()!.broker.free();
    await system().startBroker();
  },
  holds: allAccepted,
};
