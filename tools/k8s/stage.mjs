import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What an image holds, for the Dockerfile and for tools/k8s/image.ts: node tools/k8s/stage.mjs <folder>, after a build.
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const target = process.argv[2];
if (target === undefined) {
  console.error('usage: node tools/k8s/stage.mjs <folder>');
  process.exit(2);
}
const app = join(target, 'app');
const isTest = /\.(test|property\.test)\.js(\.map)?$|\/testing(\/|$)|\.tsbuildinfo$/;

const lock = 'package-lock.json';
const isInstalled = existsSync(join(app, 'node_modules/.package-lock.json')) && readFileSync(join(app, lock), 'utf8') === readFileSync(join(root, lock), 'utf8');
if (!isInstalled) {
  mkdirSync(app, { recursive: true });
  for (const file of ['package.json', lock]) cpSync(join(root, file), join(app, file));
  // No package that runs in a service needs its install script.
  const { status } = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: app, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
cpSync(join(root, 'package.json'), join(app, 'package.json'));
rmSync(join(app, 'dist'), { recursive: true, force: true });
for (const folder of ['contracts', 'platform', 'services', 'tools', 'web']) {
  cpSync(join(root, 'dist', folder), join(app, 'dist', folder), { recursive: true, filter: (path) => !isTest.test(path) });
}
// The access lists come from the scopes of the components; by dapr.yaml the tools find the folder.
for (const path of ['components', 'dapr.yaml']) cpSync(join(root, path), join(app, path), { recursive: true });
