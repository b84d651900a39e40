import type { Bench } from '../bench.ts';
import { loadLines } from '../show.ts';
import { loadStep, type LoadPlan, type LoadResult } from './load-step.ts';

/** Runs loads one after the other, reporting each when it is over. */
export const runLoads = async (bench: Bench, loads: readonly LoadPlan[]): Promise<LoadResult[]> => {
  const results: LoadResult[] = [];
  for (const load of loads) {
    const result = await loadStep(bench, load);
    if (result === undefined) {
      bench.say('the system did not come to rest after the load before: the others are left out');
      return results;
    }
    results.push(result);
    loadLines(result).forEach(bench.say);
  }
  return results;
};
