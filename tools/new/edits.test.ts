import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { taskEvents, reminders } from '#contracts/topics';
import { services } from '../../services/catalogue.ts';
import { resourceFiles } from '../dapr/resources.ts';
import { projectRoot } from '../runtime/paths.ts';
import { subscriptionText, withEntry, withHandler, withRule } from './edits.ts';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const line = "import { onX } from './x.ts';\n";

describe('a handler', () => {
  it('goes to the end of a list on one line', () => {
    expect(withHandler("import { onA } from './a.ts';\n\n/** All. */\nexport const handlers = [onA];\n", line, 'onX')).toBe(
      "import { onA } from './a.ts';\nimport { onX } from './x.ts';\n\n/** All. */\nexport const handlers = [onA, onX];\n",
    );
  });

  it('gets a line of its own in a longer list', () => {
    expect(withHandler("import { onA } from './a.ts';\n\nexport const handlersOf = (hub) => [\n  onA(hub),\n];\n", line, 'onX')).toMatch(/=> \[\n {2}onA\(hub\),\n {2}onX,\n];\n$/);
  });

  it.each(services.map(({ id }) => id).filter((id) => id !== 'chat-api'))('finds its place in %s', (id) => {
    expect(withHandler(read(`services/${id}/handlers/index.ts`), line, 'onX')).toMatch(/import \{ onX } from[\s\S]*\[[^\]]*\bonX\b[^\]]*];\n$/);
  });
});

it('an entry goes to the end of the catalogue, at a port that nobody has', () => {
  const text = withEntry(read('services/catalogue.ts'), 'streak-service');
  const port = Math.max(...services.map((service) => service.port)) + 1;
  expect(text).toContain(`  'streak-service': {\n    port: ${port},\n  },\n} as const satisfies`);
});

describe('a subscription', () => {
  const one = subscriptionText('a-service', taskEvents);

  it('in bulk gets every event of its topic already', () => expect(withRule(one, 'a-service', taskEvents, 'task.archived')).toBe(one));

  it('is made where there is none on the topic', () => {
    expect(withRule(one, 'a-service', reminders, 'task.reminder')).toBe(`${one}---\n${subscriptionText('a-service', reminders)}`);
  });

  it('with rules gets one more, behind them', () => {
    const rule = (type: string): string => `      - match: event.type == "${type}"\n        path: /events/${type}\n`;
    const single = (...types: string[]): string => one.replace(/ {2}metadata:\n {4}raw[^]*?(?=scopes:)/, `  routes:\n    rules:\n${types.map(rule).join('')}    default: /events/default\n`);
    expect(withRule(single('task.created'), 'a-service', taskEvents, 'task.archived')).toBe(single('task.created', 'task.archived'));
  });

  it.each(resourceFiles('subscriptions'))('leaves the rest of %s as it is written', (file) => {
    const text = read(`subscriptions/${file}`);
    expect(withRule(text, 'a-service', taskEvents, 'task.archived').replace(/ {6}- match: event.type == "task.archived"\n {8}path: .*\n/, '').startsWith(text)).toBe(true);
  });
});
