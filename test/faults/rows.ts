import { allAccepted, type Row } from './row.ts';
import { freezeLeader, killAll, killLeader, killTwo } from './suites/brokers.ts';
import { jumpClocks, stopClocks } from './suites/clocks.ts';
import { freezeBackendsOf, killDatabase, stopDatabase } from './suites/databases.ts';
import { fillBrokerDisk, fillDatabaseDisk } from './suites/disks.ts';
import { repeatEverything } from './suites/duplicates.ts';
import { deafNetwork, resetNetwork, slowNetwork } from './suites/network.ts';
import { crowdOut } from './suites/heavy-person.ts';
import { killConsumers, killConsumingSidecars, killPublishingSidecar, restartConsumers } from './suites/processes.ts';
import { freezeRelays } from './suites/relays.ts';
import { killInReplay } from './suites/replays.ts';
import { goBack, upgrade } from './suites/upgrade.ts';

/** Faults that may happen at any time, and are over within a minute or so. */
export const passing: readonly Row[] = [
  killLeader, killTwo, freezeLeader, slowNetwork, deafNetwork, resetNetwork, killPublishingSidecar, killConsumingSidecars, killConsumers, restartConsumers,
  stopClocks, jumpClocks, killDatabase, freezeBackendsOf('chat-api'), freezeBackendsOf('notification-service', allAccepted),
];

/** All faults to survive on three brokers, the longest last. */
export const rows: readonly Row[] = [...passing, repeatEverything, killInReplay, crowdOut, killAll, freezeRelays(1_000), stopDatabase(5)];

/** Faults that need a system of their own, with its data on small disks. */
export const onSmallDisks: readonly Row[] = [fillDatabaseDisk, fillBrokerDisk];

/** On a system of its own, which begins and ends as the last release. */
export const onRelease: readonly Row[] = [upgrade, goBack];

/** On a system of its own, whose database goes back while Kafka does not. */
export const restoreBackup = { id: 'restore-backup', injected: 'restore of a backup while Kafka has gone on' };
