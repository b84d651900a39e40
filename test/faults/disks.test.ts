import { afterAll, beforeAll } from 'vitest';
import { survives } from './row.ts';
import { onSmallDisks } from './rows.ts';
import { startOnSmallDisks, stopOnSmallDisks } from './small-disks.ts';

beforeAll(() => startOnSmallDisks(), 900_000);
afterAll(() => stopOnSmallDisks(), 120_000);

for (const row of onSmallDisks) survives(row);
