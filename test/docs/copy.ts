import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { files } from './documents.ts';
import { applyDiff, type Step } from './page.ts';

/** A copy of the repository, in which everything is committed. */
export interface Copy {
  readonly folder: string;
  read(file: string): string;
  /** Makes a change that a page asks for. */
  follow(step: Step): void;
  /** What a program says; throws with that when it fails. */
  run(program: string, ...args: string[]): string;
  git(...args: string[]): string;
  remove(): void;
}

/** Makes a copy of the repository as it is, with the packages of this one. */
export const makeCopy = (): Copy => {
  const folder = mkdtempSync(join(tmpdir(), 'todo-copy-'));
  for (const file of files) cpSync(join(projectRoot, file), join(folder, file), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  const run = (program: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  };
  const git = (...args: string[]): string => run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false', ...args);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'as it is');
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const follow = ({ file, kind, text }: Step): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), kind === 'diff' ? applyDiff(read(file), text) : text);
  };
  return { folder, read, follow, run, git, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
