import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Installs what is missing, then runs one of our programs on Node 26 with the arguments of this process, and ends when it ends. */
export function goOn(program) {
  try {
    install(root);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const child = spawn(join(root, 'tools/node'), [resolve(root, program), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
