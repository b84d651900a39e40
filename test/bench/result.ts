import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { runCommand } from '../../tools/runtime/run-command.ts';
import type { AloneResult } from './parts/alone.ts';
import type { ScaleResult } from './parts/scale.ts';
import type { SystemResult } from './parts/system.ts';
import { save } from './save.ts';

/** The measurements by part of the run; each part is independent and is replaced as a whole. */
export interface Parts {
  system: SystemResult;
  alone: AloneResult;
  scale: ScaleResult;
}

/** When, where and of what a part was measured. */
export interface Measured<T> {
  measured_at: string;
  commit: string;
  command: string;
  seconds: number;
  machine: string;
  /** The load average of one minute before the part began: well below 1 is a quiet machine. */
  load_before: number;
  result: T;
}

/** The contents of .runtime/bench/result.json. */
export type BenchResult = { [Part in keyof Parts]?: Measured<Parts[Part]> };

const name = 'result';

/** Reads the last result, or that of another file; an empty one if there is none. */
export const readResult = (file = join(runtimeDir, 'bench', `${name}.json`)): BenchResult => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchResult) : {});

const machine = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()} ${arch()}`;

const commit = async (): Promise<string> => {
  const { ok, stdout } = await runCommand('git', ['describe', '--always', '--dirty'], { cwd: projectRoot });
  return ok ? stdout.trim() : 'unknown';
};

/** Measures one part and adds it to the result; returns where that is. */
export const record = async <Part extends keyof Parts>(part: Part, command: string, measure: () => Promise<Parts[Part]>): Promise<string> => {
  const [started, load_before] = [Date.now(), loadavg()[0]!];
  const result = await measure();
  const measured: Measured<Parts[Part]> = {
    measured_at: new Date(started).toISOString(),
    commit: await commit(),
    command,
    seconds: Math.round((Date.now() - started) / 1_000),
    machine: machine(),
    load_before,
    result,
  };
  return save(name, { ...readResult(), [part]: measured });
};
