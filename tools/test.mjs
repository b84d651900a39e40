import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from './entry/check-node.mjs';

checkNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { install } = await import('./entry/install.mjs');
const { build } = await import('./entry/build.mjs');
const { lint, runProject, projects } = await import('./entry/run-tests.mjs');

/** The closing line, which CI reads; it stands alone at the very end. */
const close = ({ passed, failed, skipped }) => {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
};

const total = { passed: 0, failed: 0, skipped: 0 };
try {
  install(root);
  if (!build(root)) throw new Error('The code does not compile (see above): no test was run.');
  if (!lint(root)) {
    console.error('The linter found something (see above); the tests run all the same.');
    total.failed += 1;
  }
  const { canRunSecured, ensureTestRuntime } = await import('../dist/tools/runtime/ensure-for-tests.js');
  const { ensurePromtool } = await import('../dist/tools/runtime/promtool.js');
  const names = await projects(root);
  if (names.includes('secure') && !(await canRunSecured())) {
    console.log('The tests on a secured cluster are left out: they need Java >= 17 and Maven >= 3.8.');
    names.splice(names.indexOf('secure'), 1);
    total.skipped += 1;
  }
  if (names.includes('e2e') || names.includes('secure')) await ensureTestRuntime((line) => console.log(line), names.includes('secure'));
  if (names.includes('unit')) await ensurePromtool((line) => console.log(line));
  for (const name of names) {
    const counts = runProject(root, name);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}
close(total);
