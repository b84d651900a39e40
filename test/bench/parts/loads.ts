import { startBench } from '../bench.ts';
import type { Plan } from '../plan.ts';
import { save } from '../save.ts';
import { runLoads } from '../steps/load-steps.ts';
import { measureIdle, warmUp } from '../steps/prepare.ts';

/** Warms a system, measures it idle and then under each load; returns where the result is. */
export const measureLoads = async ({ users, warm, idle, loads }: Pick<Plan, 'users' | 'warm' | 'idle' | 'loads'>): Promise<string> => {
  const bench = await startBench();
  try {
    await warmUp(bench, users, warm);
    return save('load', { idle: await measureIdle(bench, idle), loads: await runLoads(bench, loads) });
  } finally {
    await bench.stop();
  }
};
