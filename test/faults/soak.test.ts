import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { momentsFile, resultsDir } from './results.ts';
import { survives } from './row.ts';
import { passing } from './rows.ts';
import { soak, type Moment } from './soak.ts';
import { startFaulty, stopFaulty } from './system.ts';

const moments: Moment[] = [];

beforeAll(() => startFaulty(), 900_000);
afterAll(async () => {
  await stopFaulty();
  mkdirSync(resultsDir, { recursive: true });
  writeFileSync(momentsFile, JSON.stringify(moments, null, 1));
}, 120_000);

survives(soak(passing, Number(process.env['SOAK_MINUTES'] ?? 60), Number(process.env['SOAK_PER_SECOND'] ?? 50), moments));
