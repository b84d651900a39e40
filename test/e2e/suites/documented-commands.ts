import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '#contracts/http/ops/failures';
import { services } from '../../../services/catalogue.ts';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import { documented } from '../../docs/documented.ts';
import { onTheSystem, wayOf } from '../../docs/ways.ts';
import { signInAdmin, signUp, type Person } from '../client.ts';
import { origin, system } from '../system.ts';

const mailOf = 'documented@todo.local';
let admin: Person;
let folder: string;
let failure: Failure;

const failuresOf = async (person: Person): Promise<Failure[]> => (await admin.call<{ items: Failure[] }>('GET', `/ops/dead-letters?user_id=${person.id}`)).body.items;

interface Said {
  status: number | null;
  out: string;
  err: string;
}

/** Commands that show something again and again, until somebody has seen enough. */
const endless = /^npm run ops -- lag --watch$/;
const enoughMs = 10_000;

/** Runs a command as a shell does. */
const sh = async (command: string): Promise<Said> => {
  const env = {
    PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'development', PORT: '3000', TOKEN: admin.token, TODO_URL: origin(), TODO_TOKEN: admin.token,
    TODO_INSTANCE: 'test', KAFKA_BOOTSTRAP_SERVERS: system().kafkaBrokers, DATABASE_URL: system().databaseUrl,
  };
  const child = spawn('sh', ['-c', command], { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const timer = endless.test(command) ? setTimeout(() => process.kill(-child.pid!, 'SIGTERM'), enoughMs) : undefined;
  const status = await ended;
  clearTimeout(timer);
  return { status, out: await out, err: await err };
};

const bulkReplay = async (): Promise<string> => (await admin.call<{ items: { id: string }[] }>('GET', '/ops/replays')).body.items[0]!.id;

/** What stands in the documents for something of the reader's own. */
const filled = async (command: string): Promise<string> =>
  command
    .replace(/(replays|pause|resume|stop) <id>/, `$1 ${command.includes('replays <id>') ? await bulkReplay() : ''}`)
    .replaceAll('<id>', failure.id)
    .replaceAll('3fa1', failure.group)
    .replaceAll('<correlation id>', 'documented-commands')
    // What other suites have left is theirs.
    .replace(/--since \S+/, `--since ${new Date().toISOString()}`)
    .replaceAll('<command>', 'status')
    .replaceAll('<service>', 'chat-api')
    .replaceAll('<email>', mailOf)
    .replaceAll(/\b(fixed|event)\.json/g, join(folder, '$1.json'))
    .replaceAll('http://localhost:3000', origin())
    .replace(/^dapr\b/, system().dapr.cli);

beforeAll(async () => {
  admin = await signInAdmin(origin());
  folder = mkdtempSync(join(tmpdir(), 'documented-'));
  const ada = await signUp(origin(), {}, mailOf);
  const { id, title } = await ada.addTask('fails until mended documented');
  writeFileSync(join(folder, 'fixed.json'), JSON.stringify({ task_id: id, title }));
  while (failure === undefined) [failure] = (await failuresOf(ada)) as [Failure];
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const commands = [...new Set(documented.filter(({ command }) => wayOf(command)?.by === onTheSystem).map(({ command }) => command))];

describe('what the documents say to type', () => {
  it.each(commands)('%s is understood, and answered', async (command) => {
    const { status, out, err } = await sh(await filled(command));
    // A name without the arguments that it needs has the tool say how it is called.
    const statuses = [0, 1, ...(/^npm run \w+( -- \w+)?$/.test(command) ? [2] : []), ...(endless.test(command) ? [null] : [])];
    expect({ command, status, err }).toMatchObject({ status: expect.toBeOneOf(statuses) });
    expect(err).not.toMatch(/There is no command|^ {4}at .+:\d+:\d+\)?$/m);
    expect((out + err).trim()).not.toBe('');
  }, 120_000);

  it('dapr list shows every service', async () => {
    const { out } = await sh(`${system().dapr.cli} list`);
    for (const { id } of services) expect(out).toContain(id);
  });
});
