import { afterAll, beforeAll } from 'vitest';
import { survives } from './row.ts';
import { killLeader } from './suites/brokers.ts';
import { resetNetwork } from './suites/network.ts';
import { killConsumers, killPublishingSidecar } from './suites/processes.ts';
import { startFaulty, stopFaulty } from './system.ts';

// A few minutes of what npm run test:faults tries in full.
beforeAll(() => startFaulty(), 900_000);
afterAll(() => stopFaulty(), 120_000);

for (const row of [killLeader, resetNetwork, killPublishingSidecar, killConsumers]) survives(row);
