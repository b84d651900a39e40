import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(html|js|css|svg|webmanifest)$/;

/** In a smaller file the answer's headers outweigh what compression saves. */
const smallestBytes = 700;

const compressFile = async (path: string): Promise<void> => {
  const content = await readFile(path);
  if (content.length < smallestBytes) return;
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
};

/**
 * Puts a compressed copy beside each file of the page, so that no request waits for
 * compression.
 */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  writeBundle: async ({ dir }) => {
    if (dir === undefined) return;
    const files = (await readdir(dir, { recursive: true })).filter((file) => compressible.test(file));
    await Promise.all(files.map((file) => compressFile(join(dir, file))));
  },
});
