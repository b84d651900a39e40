import { afterAll, beforeAll } from 'vitest';
import { survives } from './row.ts';
import { rows } from './rows.ts';
import { startFaulty, stopFaulty } from './system.ts';

beforeAll(() => startFaulty(), 900_000);
afterAll(() => stopFaulty(), 120_000);

for (const row of rows) survives(row);
