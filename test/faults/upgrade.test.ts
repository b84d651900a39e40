import { afterAll, beforeAll } from 'vitest';
import { survives } from './row.ts';
import { onRelease } from './rows.ts';
import { startRelease, stopRelease } from './upgrade-system.ts';

beforeAll(() => startRelease(), 1_200_000);
afterAll(() => stopRelease(), 120_000);

for (const row of onRelease) survives(row);
