/** Why this process cannot take events or requests now, by cause; healthy when there is no cause. */
export interface Health {
  red(cause: string, why: string): void;
  green(cause: string): void;
  /** The present causes, each with its reason. */
  problems(): Record<string, string>;
}

/** Health that starts green. */
export const createHealth = (): Health => {
  const causes = new Map<string, string>();
  return {
    red: (cause, why) => void causes.set(cause, why),
    green: (cause) => void causes.delete(cause),
    problems: () => Object.fromEntries(causes),
  };
};
