import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser that is installed: the one that CHROMIUM names, else the first in PATH; null
 * if there is none.
 */
export const findChromium = (): string | null => {
  const given = process.env['CHROMIUM'];
  if (given !== undefined) return existsSync(given) ? given : null;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
};

const apt = (...args: string[]): boolean =>
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

const canInstall = (): boolean => process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * Makes sure of Chromium, installing Debian's package if possible; resolves with its path,
 * or null.
 */
export const ensureChromium = (log: (line: string) => void): string | null => {
  const found = findChromium();
  if (found !== null || !canInstall()) return found;
  log('Installing Chromium for the tests of the page (apt-get, about a minute) …');
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return findChromium();
};
