import { mostTrailSteps, type TrailPart, type TrailStep } from '#contracts/http/trail';

/** What a process without a database did recently, by request. */
export interface RecentSteps {
  add(correlationId: string, key: string, step: TrailStep): void;
  of(correlationId: string): TrailPart;
}

/** Remembers the last steps of this process, up to a number. */
export const rememberSteps = (most = 2_000): RecentSteps => {
  const steps: { correlationId: string; key: string; step: TrailStep }[] = [];
  let next = 0;
  return {
    add: (correlationId, key, step) => {
      steps[next] = { correlationId, key, step };
      next = (next + 1) % most;
    },
    of: (correlationId) => {
      const mine = steps.filter((one) => one.correlationId === correlationId).slice(0, mostTrailSteps);
      return { steps: mine.map(({ step }) => step).sort((a, b) => a.at.localeCompare(b.at)), keys: [...new Set(mine.map(({ key }) => key))] };
    },
  };
};
