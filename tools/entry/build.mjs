import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const compiled = /\.(js|js\.map)$/;

const filesUnder = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).filter((path) => statSync(join(folder, path)).isFile()) : [];

/** What runs but tsc does not write: SQL beside the code, and the browser app. */
const isAsset = (path) => path.endsWith('.sql') || (path.startsWith('web/') && !/\.(ts|json)$/.test(path));

const assetsOf = (root) =>
  ['contracts', 'platform', 'services', 'test', 'web'].flatMap((top) => filesUnder(join(root, top)).map((path) => `${top}/${path}`)).filter(isAsset);

const isStale = (from, to) => !existsSync(to) || statSync(from).mtimeMs > statSync(to).mtimeMs;

const copyAssets = (root) => {
  for (const path of assetsOf(root)) {
    const [from, to] = [join(root, path), join(root, 'dist', path)];
    if (!isStale(from, to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
};

/** tsc leaves the output of deleted sources behind; a deleted migration or test must not run. */
const removeOrphans = (root) => {
  for (const path of filesUnder(join(root, 'dist'))) {
    const source = compiled.test(path) ? path.replace(compiled, '.ts') : path;
    const known = compiled.test(path) || isAsset(path);
    if (known && !existsSync(join(root, source)) && !existsSync(join(root, path))) rmSync(join(root, 'dist', path));
  }
};

const compile = (root, project) => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', project], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

/** Type-checks and compiles everything to dist/, SQL and web files included; false when the compiler found an error. */
export function build(root) {
  // The browser's tests are checked only: no browser is to get them.
  const sound = ['.', 'web', 'web/tsconfig.test.json'].map((project) => compile(root, project)).every(Boolean);
  copyAssets(root);
  removeOrphans(root);
  return sound;
}
