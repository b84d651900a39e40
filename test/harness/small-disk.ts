import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../tools/runtime/run-command.ts';

/** A folder that is a small disk of its own. */
export interface SmallDisk {
  /** Writes until nothing more fits. */
  fill(): void;
  /** Removes what filled it. */
  free(): void;
  /** Removes the disk and everything on it. */
  remove(): Promise<void>;
}

const chunks = [1_048_576, 65_536, 4_096, 1].map((bytes) => Buffer.alloc(bytes));

const unmount = async (folder: string): Promise<boolean> => (await runCommand('umount', [folder])).ok;

/** Makes a folder an empty small disk (tmpfs); undefined if this user may not. */
export const makeSmallDisk = async (folder: string, mebibytes: number): Promise<SmallDisk | undefined> => {
  // An earlier run that was killed has left one, or several on top of each other.
  while (await unmount(folder));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (!(await runCommand('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder])).ok) return undefined;
  const ballast = join(folder, 'ballast');
  const append = (chunk: Buffer): boolean => {
    try {
      appendFileSync(ballast, chunk);
      return true;
    } catch {
      return false;
    }
  };
  return {
    fill: () => {
      for (const chunk of chunks) while (append(chunk));
    },
    free: () => rmSync(ballast, { force: true }),
    remove: async () => {
      await unmount(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
