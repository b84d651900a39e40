import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

const addonsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.node')).map((file) => join(folder, file));

/**
 * The shared libraries that a native addon needs, with their paths on this machine; none
 * for an addon of another platform.
 */
const librariesOf = (addon: string): string[] => [...spawnSync('ldd', [addon], { encoding: 'utf8' }).stdout.matchAll(/=> (\/\S+)/g)].map(([, path]) => path!);

/**
 * Puts the libraries of all native addons into an image's root folder: the cluster's Node
 * image has those of Node itself only.
 */
export const addNativeLibraries = (root: string, modules: string): void => {
  for (const library of new Set(addonsIn(modules).flatMap(librariesOf))) {
    // /lib is a link to /usr/lib in the image, as it is here.
    const place = join(realpathSync(dirname(library)), library.slice(dirname(library).length + 1));
    cpSync(library, join(root, place), { dereference: true });
  }
};
