import { join } from 'node:path';
import { runtimeDir } from '../../../tools/runtime/paths.ts';
import { startBench } from '../bench.ts';
import { judgeAll } from '../measure/judgement.ts';
import type { Plan } from '../plan.ts';
import { save } from '../save.ts';
import { runLoads } from '../steps/load-steps.ts';
import { measureIdle, warmUp } from '../steps/prepare.ts';

/** Loads on a system of its own, and the services whose CPU profiles are wanted. */
export interface LoadsPlan extends Pick<Plan, 'users' | 'warm' | 'idle' | 'loads'> {
  profiled: readonly string[];
}

/** Node writes the profile when the service ends: of all its life, the warm-up included. */
const profiling = (services: readonly string[]): Record<string, Record<string, string>> =>
  Object.fromEntries(services.map((id) => [id, { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${join(runtimeDir, 'bench/profiles')} --cpu-prof-name=${id}.cpuprofile` }]));

/** Warms a system, measures it idle and then under each load; returns where the result is. */
export const measureLoads = async ({ users, warm, idle, loads, profiled }: LoadsPlan): Promise<string> => {
  const bench = await startBench({ env: profiling(profiled) });
  try {
    await warmUp(bench, users, warm);
    return save('load', { idle: await measureIdle(bench, idle), loads: await runLoads(bench, loads), judgement: await judgeAll(bench) });
  } finally {
    await bench.stop();
  }
};
