import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a folder once: `fill` gets a temporary folder beside it, which is renamed when
 * complete, so a folder that exists is complete. The version belongs in the folder's name.
 */
export const buildOnce = async (folder: string, fill: (temporary: string) => Promise<void>): Promise<void> => {
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    await fill(temporary);
    await rename(temporary, folder).catch((error: unknown) => {
      // Another process was faster, with the same content.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};
