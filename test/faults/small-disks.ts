import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasDockerCompose } from '../../tools/runtime/docker.ts';
import { runtimeDir } from '../../tools/runtime/paths.ts';
import { preparePostgres } from '../../tools/runtime/postgres.ts';
import { startSystem, stopSystem } from '../e2e/system.ts';
import { makeSmallDisk, type SmallDisk } from '../harness/small-disk.ts';

/** Where the servers of a system keep their data, each on a disk of its own. */
export interface Disks {
  database: SmallDisk;
  broker: SmallDisk;
}

const name = 'faults-disks';
const mebibytes = { database: 400, broker: 200 };
let made: Disks | undefined;

/** The disks; undefined if they cannot be made. */
export const disks = (): Disks | undefined => made;

const makeDisks = async (): Promise<Disks | undefined> => {
  if (await hasDockerCompose()) return undefined;
  const { dataDir } = await preparePostgres();
  const database = await makeSmallDisk(dataDir(name), mebibytes.database);
  const broker = await makeSmallDisk(join(runtimeDir, name, 'kafka'), mebibytes.broker);
  return database && broker ? { database, broker } : undefined;
};

/**
 * Starts a system with one broker, whose data and PostgreSQL's are on small disks; if there
 * are none, says so and starts nothing.
 */
export const startOnSmallDisks = async (): Promise<void> => {
  rmSync(join(runtimeDir, name, 'logs'), { recursive: true, force: true });
  made = await makeDisks();
  // Not fresh: that would remove the folders, which are empty disks.
  if (made !== undefined) return startSystem({ name, portOffset: 23_000, fresh: false, durable: false });
  process.stderr.write('\n*** The faults of full disks are LEFT OUT: they need root, who may mount small ones, and servers that are no containers ***\n\n');
};

/** Stops everything that was started, and removes the disks. */
export const stopOnSmallDisks = async (): Promise<void> => {
  await stopSystem();
  await made?.database.remove();
  await made?.broker.remove();
};
