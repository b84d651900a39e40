import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeDir } from '../../../tools/runtime/paths.ts';
import { say, startBench } from '../bench.ts';
import { judgeAll } from '../measure/judgement.ts';
import { hottest, type CpuProfile } from '../measure/profile.ts';
import type { Plan } from '../plan.ts';
import { save } from '../save.ts';
import { runLoads } from '../steps/load-steps.ts';
import { measureIdle, warmUp } from '../steps/prepare.ts';

/** Loads on a system of its own, and the services whose CPU profiles are wanted. */
export interface LoadsPlan extends Pick<Plan, 'users' | 'warm' | 'idle' | 'loads'> {
  profiled: readonly string[];
}

const profiles = join(runtimeDir, 'bench/profiles');

/** Node writes the profile when the service ends, so it covers its whole life, warm-up included. */
const profiling = (services: readonly string[]): Record<string, Record<string, string>> =>
  Object.fromEntries(services.map((id) => [id, { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles} --cpu-prof-name=${id}.cpuprofile` }]));

const shownFunctions = 20;

const sayProfile = (id: string): void => {
  const file = join(profiles, `${id}.cpuprofile`);
  say(`where ${id} was busy (${file}):`);
  for (const { where, share } of hottest(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, shownFunctions)) say(`  ${(share * 100).toFixed(1).padStart(5)} %  ${where}`);
};

/** Warms a system, measures it idle and then under each load; returns where the result is. */
export const measureLoads = async ({ users, warm, idle, loads, profiled }: LoadsPlan): Promise<string> => {
  const bench = await startBench({ env: profiling(profiled) });
  try {
    await warmUp(bench, users, warm);
    return save('load', { idle: await measureIdle(bench, idle), loads: await runLoads(bench, loads), judgement: await judgeAll(bench) });
  } finally {
    await bench.stop();
    profiled.forEach(sayProfile);
  }
};
