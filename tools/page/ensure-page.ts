import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot, runtimeDir } from '../runtime/paths.ts';

const web = join(projectRoot, 'web');
const stamp = join(runtimeDir, 'page.sha256');

const isInput = (path: string): boolean => !/^web\/dist\/|\/testing\/|\.test\.ts$/.test(path);

const filesUnder = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1));

/**
 * A digest of everything that the page is made of: its own sources, the contracts, and the
 * versions of packages.
 */
export const digestInputs = (): string => {
  const digest = createHash('sha256');
  for (const path of [...['web', 'contracts'].flatMap(filesUnder).filter(isInput), 'package-lock.json'].sort()) {
    digest.update(`${path}\0`).update(readFileSync(join(projectRoot, path))).update('\0');
  }
  return digest.digest('hex');
};

/** Bundles the page into web/dist unless it is up to date; resolves with whether it had to. */
export const ensurePage = async (): Promise<boolean> => {
  const digest = digestInputs();
  if (existsSync(join(web, 'dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  const { build } = await import('vite');
  await build({ root: web });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
};
