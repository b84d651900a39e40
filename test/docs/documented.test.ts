import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { files, read } from './documents.ts';
import { commandsIn, documented } from './documented.ts';
import { here, wayOf, ways } from './ways.ts';

describe.each(documented)('$file: $command', ({ command }) => {
  it('is one of those that a test runs, or that no test can', () => expect(wayOf(command)).toBeDefined());
});

describe.each(ways)('$commands', (way) => {
  it('is for a command that is documented', () => expect(documented.some(({ command }) => wayOf(command) === way)).toBe(true));

  it('names a test that is there', () => {
    if (typeof way.by === 'string') return;
    expect(files).toContain(way.by.file);
    expect(read(way.by.file).replaceAll("\\'", "'")).toContain(way.by.title);
  });
});

const env = { ...process.env, KAFKA_BOOTSTRAP_SERVERS: 'kafka.example.org:9092', KAFKA_USERNAME: 'someone', KAFKA_PASSWORD: 'secret', who: 'chat-api' };
const commands = [...new Set(documented.filter(({ command }) => wayOf(command)?.by === here).map(({ command }) => command))];

it.each(commands)('%s runs here', (command) => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: projectRoot, env, encoding: 'utf8' });
  // The name of a tool alone has it say how it is called.
  expect({ status, stderr }).toMatchObject({ status: /^npm run [\w:]+$/.test(command) && !command.endsWith(':check') ? 2 : 0 });
  expect(stdout + stderr).not.toBe('');
}, 60_000);

it('commands are found in blocks, loops, indented lines and code letters, without what is theirs to pipe into', () => {
  const text = 'Say `npm run a` or `X=1 npm run b -- c | kubectl apply -f -`, and not `npmx`.\n\n```sh\n# npm run d\nnpm run e && dapr run -f x   # why\nfor x in 1; do kubectl get $x; done\n```\n\n    npm run f -- g\n';
  expect(commandsIn({ text }).sort()).toEqual(['dapr run -f x', 'kubectl get $x', 'npm run a', 'npm run b -- c', 'npm run e', 'npm run f -- g']);
});
