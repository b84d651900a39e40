import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { generatedFiles } from '../../tools/generate/files.ts';
import { makeCopy, type Copy } from './copy.ts';
import { readSteps } from './page.ts';

const page = readFileSync(join(projectRoot, 'docs/adding-an-event.md'), 'utf8');
const steps = readSteps(page);

let copy: Copy;

const commands = /^```sh\n([\s\S]*?)^```$/m.exec(page)![1]!.trim().split('\n');

const byHand = (): void => {
  for (const step of steps) copy.follow(step);
  for (const line of commands.filter((line) => !line.startsWith('npm run new'))) copy.run('sh', '-c', line);
};

const byCommand = (): void => {
  for (const line of commands) copy.run('sh', '-c', line);
  copy.run('npm', 'run', '--silent', 'typecheck');
  copy.run('npm', 'run', '--silent', 'lint');
};

/**
 * Posts an event to each route of the new service that its subscription names, and looks at
 * what the handler logs.
 */
const postsEvents = `import { pino } from 'pino';
import { expect, it } from 'vitest';
import { events } from '#contracts/events/index';
import { baseConfig } from '#platform/config';
import { buildService } from '#platform/service/build-service';
import { sampleEvent } from '../../test/helpers/events.ts';
import { appToken, testParts } from '../../test/helpers/parts.ts';
import { service } from './service.ts';

it.each(['task.completed', 'task.archived'])('%s is handled', async (type) => {
  let said = '';
  const log = pino({}, { write: (line) => void (said += line) });
  const { app } = await buildService(service, await service.context({ ...testParts(baseConfig, undefined), log }));
  const headers = { 'content-type': 'application/cloudevents+json', 'dapr-api-token': appToken };
  const payload = JSON.stringify(sampleEvent(events.find((event) => event.type === type)!));
  const answer = await app.inject({ method: 'POST', url: \`/events/\${type}\`, headers, payload });
  await app.close();
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'SUCCESS' }]);
  expect(said).toContain(\`\${type} handled\`);
});
`;

const touched = (): string[] => copy.git('status', '--porcelain', '--untracked-files=all').trimEnd().split('\n').map((line) => line.slice(3));

const places = [
  'services/catalogue.ts', 'subscriptions/streak-service.yaml', 'contracts/events/task-archived.ts', 'contracts/events/registry.ts',
];

/** The files that the page names, as left by each of its two ways. */
const written = new Map<string, Record<string, string>>();

describe.each([['as its page says', byHand], ['by npm run new', byCommand]])('a new service and a new event, %s', (how, add) => {
  beforeAll(() => {
    copy = makeCopy();
    add();
    written.set(how, Object.fromEntries(steps.map(({ file }) => [file, copy.read(file)])));
  }, 240_000);
  afterAll(() => copy.remove(), 60_000);

  it('touch the places that the page names, and what is generated', () => {
    const generated = Object.keys(generatedFiles());
    const own = /^(services\/streak-service\/.*|k8s\/base\/\w+\/streak-service\.yaml|contracts\/released\/\d+\/.*)$/;
    expect(touched().filter((file) => !own.test(file) && !generated.includes(file)).sort()).toEqual(places.toSorted());
  });

  it('are consistent, and the service handles both events', () => {
    writeFileSync(join(copy.folder, 'services/streak-service/posts-events.test.ts'), postsEvents);
    const said = copy.run('npm', 'run', '--silent', 'test:unit', '--', 'services/streak-service', 'services/catalogue', 'test/wiring', 'test/k8s', 'tools/generate', 'tools/acls', 'contracts', '--reporter=verbose');
    for (const type of ['task.completed', 'task.archived']) expect(said).toContain(`${type} is handled`);
  }, 180_000);
});

it('the page and npm run new write the same', () => {
  const [byPage, byNew] = [...written.values()];
  expect(Object.keys(byPage!)).toHaveLength(new Set(steps.map(({ file }) => file)).size);
  expect(byNew).toEqual(byPage);
});
