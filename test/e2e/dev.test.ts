import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDev, type DevInstance } from '../../tools/dev/start-dev.ts';
import type { Restarted } from '../../tools/dev/restarts.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';

const apps = ['chat-api', 'recurring-service', 'audit-service'];
const parts = [...apps, ...apps.map((app) => `${app}.dapr`)];
const told: Restarted[] = [];
let dev: DevInstance;

const pids = (): Record<string, number | undefined> => Object.fromEntries(parts.map((part) => [part, dev.pid(part)]));

/** Saves a source without a change, and resolves with who was restarted because of it. */
const save = async (file: string, expected: number): Promise<string[]> => {
  told.length = 0;
  utimesSync(join(projectRoot, file), new Date(), new Date());
  await expect.poll(() => told, { timeout: 60_000, interval: 50 }).toHaveLength(expected);
  for (const { service, why, tookMs } of told) process.stderr.write(`[dev] ${service} was back ${tookMs.toFixed(0)} ms after a change of ${why}\n`);
  expect(told.every(({ ready }) => ready)).toBe(true);
  return told.map(({ service }) => service).sort();
};

/** The parts whose process is another one than before. */
const changedSince = (before: Record<string, number | undefined>): string[] => parts.filter((part) => pids()[part] !== before[part]);

beforeAll(async () => {
  dev = await startDev({ name: 'test-dev', portOffset: 20_000, fresh: true, apps, log: (line) => process.stderr.write(`[dev] ${line}\n`) }, (done) => void told.push(done));
}, 900_000);
afterAll(() => dev?.stop(), 60_000);

it('npm run dev restarts the one service whose source is saved, while its sidecar and all others go on', async () => {
  const before = pids();
  expect(await save('services/recurring-service/handlers/task-completed.ts', 1)).toEqual(['recurring-service']);
  expect(changedSince(before)).toEqual(['recurring-service']);
});

it('npm run dev restarts every service that stands on a shared source, and no sidecar', async () => {
  const before = pids();
  expect(await save('platform/service/run-service.ts', 3)).toEqual(apps.toSorted());
  expect(changedSince(before).sort()).toEqual(apps.toSorted());
});

it('npm run dev opens a debugger for each service, where it says', async () => {
  for (const [app, address] of Object.entries(dev.debuggers)) {
    const targets = (await (await fetch(`http://${address}/json/list`)).json()) as { url: string }[];
    expect(targets.map(({ url }) => url)).toEqual([expect.stringMatching(new RegExp(`/services/${app}/main\\.ts$`))]);
  }
});
