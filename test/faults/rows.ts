import { allAccepted, type Row } from './row.ts';
import { freezeLeader, killAll, killLeader, killTwo } from './suites/brokers.ts';
import { jumpClocks, stopClocks } from './suites/clocks.ts';
import { freezeBackendsOf, killDatabase, stopDatabase } from './suites/databases.ts';
import { fillBrokerDisk, fillDatabaseDisk } from './suites/disks.ts';
import { repeatEverything } from './suites/duplicates.ts';
import { deafNetwork, resetNetwork, slowNetwork } from './suites/network.ts';
import { killConsumers, killConsumingSidecars, killPublishingSidecar, restartConsumers } from './suites/processes.ts';
import { freezeRelays } from './suites/relays.ts';
import { killInReplay } from './suites/replays.ts';

/** What may happen at any time, and is over within a minute or so. */
export const passing: readonly Row[] = [
  killLeader, killTwo, freezeLeader, slowNetwork, deafNetwork, resetNetwork, killPublishingSidecar, killConsumingSidecars, killConsumers, restartConsumers,
  stopClocks, jumpClocks, killDatabase, freezeBackendsOf('chat-api'), freezeBackendsOf('notification-service', allAccepted),
];

/** All faults to survive on three brokers, the longest last. */
export const rows: readonly Row[] = [...passing, repeatEverything, killInReplay, killAll, freezeRelays(1_000), stopDatabase(5)];

/** Those on a system of their own, whose data lies on disks that are small. */
export const onSmallDisks: readonly Row[] = [fillDatabaseDisk, fillBrokerDisk];
