import { describe, expect, it } from 'vitest';
import { usage } from '../../tools/ops/parse.ts';
import { pages, read } from './documents.ts';

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The scripts that a text tells its reader to run. */
const scriptsIn = (text: string): string[] => [
  ...[...text.matchAll(/npm run (?:(?:--silent|-s) )?([\w:-]*\w)/g)].map(([, name]) => name!),
  ...[...text.matchAll(/npm (start|test)\b/g)].map(([, name]) => name!),
];

const opsIn = (text: string): string[] => [...text.matchAll(/npm run (?:(?:--silent|-s) )?ops -- ([a-z]+)/g)].map(([, name]) => name!);

const opsCommands = new Set([...usage().matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name!));

/** The files that the scripts start themselves, after `npm run`. */
const startedBy = (script: string): string[] => [...script.matchAll(/\b(?:tools|web|test)\/[\w./-]+/g)].map(([path]) => path);

describe.each(pages)('$file', ({ text }) => {
  it('names scripts that package.json has', () => expect(scriptsIn(text).filter((name) => scripts[name] === undefined)).toEqual([]));

  it('names commands that npm run ops has', () => expect(opsIn(text).filter((name) => !opsCommands.has(name))).toEqual([]));
});

it.each(Object.entries(scripts))('npm run %s is mentioned in README.md or CONTRIBUTING.md, and starts what is there', (name, script) => {
  expect(scriptsIn(read('README.md') + read('CONTRIBUTING.md'))).toContain(name);
  for (const path of startedBy(script)) expect(() => read(path.endsWith('/worker') || path === 'tools/schema' ? 'package.json' : path)).not.toThrow();
});

it('a command that is not there would be noticed', () => {
  expect(scriptsIn('`npm run biuld && npm run --silent ops -- lsit`')).toEqual(['biuld', 'ops']);
  expect(opsIn('npm run --silent ops -- lsit')).toEqual(['lsit']);
  expect(opsCommands).toContain('skip');
});
