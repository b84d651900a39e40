import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryReported, notificationDelivered, taskCreated } from '#contracts/events/index';
import { sampleEvent } from '../../test/helpers/events.ts';
import { run } from './run.ts';

let folder: string;
const file = (name: string): string => join(folder, name);
const nobody = { TODO_INSTANCE: 'there-is-none', KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1' };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
  const event = sampleEvent(taskCreated);
  writeFileSync(file('sound.json'), JSON.stringify(event));
  writeFileSync(file('broken.json'), JSON.stringify({ ...event, data: { ...event.data, task: { ...event.data.task, title: 7 } } }));
  writeFileSync(file('unhandled.json'), JSON.stringify(sampleEvent(notificationDelivered)));
  writeFileSync(file('unanswered.json'), JSON.stringify(sampleEvent(deliveryReported)));
  writeFileSync(file('text.json'), 'task.created');
  writeFileSync(file('list.json'), '[]');
  writeFileSync(file('strange.json'), '{"type":"task.eaten"}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const type = async (line: string): Promise<{ status: number; out: string; err: string }> => {
  const said = { out: '', err: '' };
  const status = await run(line.split(' ').filter(Boolean).map((word) => (word.endsWith('.json') ? file(word) : word)), nobody, { out: (text) => void (said.out += text), err: (text) => void (said.err += text) });
  return { status, ...said };
};

describe('npm run event', () => {
  it.each(['--help', 'help', 'send --help'])('%s says how it is called', async (line) => {
    expect(await type(line)).toMatchObject({ status: 0, out: expect.stringContaining('send FILE [--to SERVICE]'), err: '' });
  });

  it.each<[string, string]>([
    ['', 'Which command?'],
    ['sned x', 'There is no command sned.'],
    ['send', 'This is not how send is called.'],
    ['last a b c', 'This is not how last is called.'],
    ['send sound.json --form x', "Unknown option '--form'"],
  ])('%j is answered with what is wrong, and how it is called', async (line, wrong) => {
    const { status, err } = await type(line);
    expect([status, err]).toEqual([2, expect.stringContaining(wrong)]);
    expect(err).toContain('last TYPE [FILE]');
  });

  it.each<[string, RegExp]>([
    ['send gone.json', /gone\.json cannot be read \(ENOENT\): npm run event -- last task\.created \S+ writes one\.\n$/],
    ['send text.json', /text\.json is not JSON \(.+\): it has to hold one event/],
    ['send list.json', /list\.json holds no event: it has no type\./],
    ['send strange.json', /There is no event type task\.eaten\. There are: audit\.recorded, .+ user\.deleted\./],
    ['last task.eaten', /There is no event type task\.eaten\./],
    ['send broken.json', /broken\.json breaks the contract of task\.created \(contracts\/events\/task-created\.ts\):\n {2}data\.task\.title: .+\n$/],
    ['send sound.json --to audit-service', /audit-service does not handle task\.created\. These do: reminder-service, notification-service\./],
    ['send unhandled.json', /^No service handles notification\.delivered: nobody would answer\.\n$/],
    ['send unanswered.json', /^ops-service reports nothing about what it consumes: a sent delivery\.reported would have no answer\.\n$/],
    ['send sound.json', /^npm run event: .*no broker answers there: see that it runs/],
    ['last task.created', /^npm run event: .*no broker answers there: see that it runs/],
  ])('%j is refused with what to do next', async (line, message) => {
    const { status, err } = await type(line);
    expect([status, err]).toEqual([1, expect.stringMatching(message)]);
  });
});
