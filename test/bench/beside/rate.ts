import { cpuBetween, readCpu, type Cpu } from '../measure/cpu.ts';

/**
 * How fast a method is, and what each item costs: CPU in microseconds of the bench's own
 * process, and of other parts.
 */
export interface Rate {
  per_s: number;
  own_us: number;
  parts_us: Cpu;
}

/** Measures work on `count` items; `pids` are the parts that share in it. */
export const rateOf = async (count: number, pids: ReadonlyMap<string, number>, work: () => Promise<unknown>): Promise<Rate> => {
  const [cpu, own, started] = [readCpu(pids), process.cpuUsage(), performance.now()];
  await work();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(own);
  const used = Object.entries(cpuBetween(cpu, readCpu(pids)));
  return { per_s: Math.round(count / seconds), own_us: (user + system) / count, parts_us: Object.fromEntries(used.map(([part, ms]) => [part, (ms * 1_000) / count])) };
};
