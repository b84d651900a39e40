import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '../../services/catalogue.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { runScript, type Program } from './program.ts';

const apps = services.map(({ id }) => id);
const portOffset = 20_000;
const env = { TODO_INSTANCE: 'test-dev', TODO_PORT_OFFSET: String(portOffset) };
const startMs = 900_000;

let program: Program;

/** The process ids of all apps and sidecars, as the system keeps them. */
const pids = (): Record<string, number> => {
  const entries = JSON.parse(readFileSync(join(runtimeDir, env.TODO_INSTANCE, 'processes.json'), 'utf8')) as { name: string; pid: number }[];
  return Object.fromEntries(entries.filter(({ name }) => apps.some((app) => name === app || name === `${app}.dapr`)).map(({ name, pid }) => [name, pid]));
};

describe('npm run dev', () => {
  beforeAll(async () => {
    program = runScript(['run', 'dev'], env);
    await program.says(/^Ctrl-C stops everything/, startMs);
  }, startMs);
  afterAll(() => program?.interrupt(), 60_000);

  /**
   * Saves a source as it is, and resolves with the parts that have another process once so
   * many services have restarted.
   */
  const save = async (file: string, count: number): Promise<string[]> => {
    await expect.poll(() => Object.keys(pids())).toHaveLength(2 * apps.length);
    const before = pids();
    const from = program.lines.length;
    utimesSync(join(projectRoot, file), new Date(), new Date());
    await expect.poll(() => program.lines.slice(from).filter((line) => / restarted in [\d.]+ s: /.test(line) && line.endsWith(file)), { timeout: 60_000, interval: 50 }).toHaveLength(count);
    const changed = (): string[] => Object.entries(pids()).filter(([name, pid]) => before[name] !== pid).map(([name]) => name).sort();
    // The record of processes is written a moment after the process is there.
    await expect.poll(() => changed().length).toBeGreaterThanOrEqual(count);
    return changed();
  };

  it('restarts the one service whose source is saved, while its sidecar and all others go on', async () => {
    expect(await save('services/recurring-service/handlers/task-completed.ts', 1)).toEqual(['recurring-service']);
  });

  it('restarts every service that stands on a shared source, and no sidecar', async () => {
    expect(await save('platform/service/run-service.ts', apps.length)).toEqual(apps.toSorted());
  });

  it('opens a debugger for each service, where it says', async () => {
    const line = await program.says(/^ +Debuggers /);
    for (const { id, port } of services) {
      const address = `127.0.0.1:${port + 900 + portOffset}`;
      expect(line).toContain(`${id} ${address}`);
      const targets = (await (await fetch(`http://${address}/json/list`)).json()) as { url: string }[];
      expect(targets.map(({ url }) => url)).toEqual([expect.stringMatching(new RegExp(`/services/${id}/main\\.ts$`))]);
    }
  });

  it('says which files it cannot take up without a start of its own', async () => {
    utimesSync(join(projectRoot, 'dapr.yaml'), new Date(), new Date());
    expect(await program.says(/^dapr\.yaml: /)).toContain('end npm run dev and start it again');
  });

  it('stops everything by Ctrl-C', async () => {
    expect(await program.interrupt()).toBe(0);
    expect(program.lines.at(-1)).toBe('Everything has stopped.');
    await expect(fetch(`http://127.0.0.1:${3000 + portOffset}/healthz`)).rejects.toThrow('fetch failed');
  }, 90_000);
});

it('npm start says where to look, which answers, and stops everything by Ctrl-C', async () => {
  program = runScript(['start'], env);
  try {
    await program.says(/^Ctrl-C stops everything/, startMs);
    const [, app] = /(http:\S+)/.exec(await program.says(/^ +App /))!;
    expect((await fetch(app!)).status).toBe(200);
  } finally {
    expect(await program.interrupt()).toBe(0);
  }
  await expect(fetch(`http://127.0.0.1:${3000 + portOffset}/healthz`)).rejects.toThrow('fetch failed');
}, startMs);
