import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeCopy, type Copy } from './copy.ts';
import { read } from './documents.ts';
import { readSteps } from './page.ts';

const page = read('docs/change-an-event.md');

let copy: Copy;
afterEach(() => copy.remove(), 60_000);

it('what npm run contracts:check says of a copy with a breaking change is what the page shows, and it fails', () => {
  copy = makeCopy();
  const file = 'contracts/events/task-created.ts';
  writeFileSync(join(copy.folder, file), copy.read(file).replace('task_id: taskId, ', '').replace('task, taskId', 'task'));
  const shown = /^ {4}(task\.created .*)$/m.exec(page)![1]!.split(/\d+/);
  let said = '';
  try {
    copy.run('npm', 'run', '--silent', 'contracts:check');
  } catch (error) {
    said = (error as Error).message;
  }
  for (const part of shown) expect(said).toContain(part);
  expect(said).toContain('docs/change-an-event.md');
}, 120_000);

it('the steps of the page fit the code, and leave the copy consistent', () => {
  copy = makeCopy();
  for (const step of readSteps(page)) copy.follow(step);
  for (const script of ['contracts:release', 'generate', 'contracts:check', 'typecheck', 'lint']) copy.run('npm', 'run', '--silent', script);
  copy.run('npm', 'run', '--silent', 'test:unit', '--', 'contracts', 'tools/contracts', 'tools/generate', 'test/wiring/wiring');
}, 240_000);
