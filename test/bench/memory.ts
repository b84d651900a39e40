import { execFileSync } from 'node:child_process';
import type { TestInstance } from '../harness/instance.ts';

/** Resident memory of each part of an instance, in MiB. */
export const measureMemory = (instance: TestInstance, parts: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    parts.flatMap((part) => {
      const pid = instance.pid(part);
      if (pid === undefined) return [];
      const kib = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
      return [[part, Math.round(kib / 1024)]];
    }),
  );
