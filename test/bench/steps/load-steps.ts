import type { Bench } from '../bench.ts';
import { loadLines } from '../show.ts';
import { loadStep, type LoadPlan, type LoadResult } from './load-step.ts';

/** One load after the other, each said when it is over. */
export const runLoads = async (bench: Bench, loads: readonly LoadPlan[]): Promise<LoadResult[]> => {
  const results: LoadResult[] = [];
  for (const load of loads) {
    results.push(await loadStep(bench, load));
    loadLines(results.at(-1)!).forEach(bench.say);
  }
  return results;
};
