import { afterAll, beforeAll } from 'vitest';
import { survives } from './row.ts';
import { startOnSmallDisks, stopOnSmallDisks } from './small-disks.ts';
import { fillBrokerDisk, fillDatabaseDisk } from './suites/disks.ts';

// A system of its own, since its data lies on disks that are small.
beforeAll(() => startOnSmallDisks(), 900_000);
afterAll(() => stopOnSmallDisks(), 120_000);

for (const row of [fillDatabaseDisk, fillBrokerDisk]) survives(row);
