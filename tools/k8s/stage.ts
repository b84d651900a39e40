import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';

// What an image holds, for the Dockerfile and for tools/k8s/images.ts: node
// tools/k8s/stage.ts <folder>, after `npm run build`.
const target = process.argv[2];
if (target === undefined) {
  console.error('usage: node tools/k8s/stage.ts <folder>');
  process.exit(2);
}
const app = join(target, 'app');
const isForTests = /\.test\.ts$|\/testing(\/|$)/;
const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

const lock = 'package-lock.json';
const isInstalled = existsSync(join(app, 'node_modules/.package-lock.json')) && read(app, lock) === read(projectRoot, lock);
if (!isInstalled) {
  mkdirSync(app, { recursive: true });
  for (const file of ['package.json', lock]) cpSync(join(projectRoot, file), join(app, file));
  // No package that runs in a service needs its install script.
  const { status } = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: app, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
cpSync(join(projectRoot, 'package.json'), join(app, 'package.json'));
// Our own optional packages are Node itself, which the image has; those of argon2 are its binaries.
const { optionalDependencies } = JSON.parse(read(projectRoot, 'package.json')) as { optionalDependencies: Record<string, string> };
for (const name of Object.keys(optionalDependencies)) rmSync(join(app, 'node_modules', name), { recursive: true, force: true });
rmSync(join(app, 'node_modules/.bin/node'), { force: true });
// The access lists come from the scopes of the components; the tools find the folder beside them.
for (const path of ['contracts', 'platform', 'services', 'tools', 'web/dist', 'components', 'dapr.yaml']) {
  rmSync(join(app, path), { recursive: true, force: true });
  cpSync(join(projectRoot, path), join(app, path), { recursive: true, filter: (from) => !isForTests.test(from) });
}
