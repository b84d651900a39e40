import { performance } from 'node:perf_hooks';
import { healthProblems } from './metrics.ts';

/** Why this process cannot take events or requests, by cause; healthy when there is none. */
export interface Health {
  red(cause: string, why: string): void;
  green(cause: string): void;
  /** The current causes, each with its reason. */
  problems(): Record<string, string>;
}

/** Health that starts green. */
export const createHealth = (): Health => {
  const causes = new Map<string, string>();
  return {
    red: (cause, why) => {
      causes.set(cause, why);
      healthProblems.set({ cause }, 1);
    },
    green: (cause) => {
      if (causes.delete(cause)) healthProblems.set({ cause }, 0);
    },
    problems: () => Object.fromEntries(causes),
  };
};

/**
 * How long a consumer stays red after its sidecar may have considered it dead, in ms. The
 * sidecar retries deliveries for up to 3.6 s more, and a subscription that resumes before
 * the last of them has ended can be lost (docs/decisions/0010).
 */
const settleMs = 5_000;

const watchMs = 250;
/** The sidecar gives a probe one second. */
const stallMs = 600;

/** Keeps a consumer red for a while after its start and after each stall of its process. */
export const settleDeliveries = (health: Health): { stop(): void } => {
  let redUntil = 0;
  let last = performance.now();
  const turnRed = (why: string): void => {
    redUntil = performance.now() + settleMs;
    health.red('settling', why);
  };
  turnRed('started: the sidecar may still be giving up deliveries to the process before');
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - last > watchMs + stallMs) turnRed(`stood still for ${Math.round(now - last)} ms: the sidecar may have missed a probe`);
    else if (now > redUntil) health.green('settling');
    last = now;
  }, watchMs).unref();
  return { stop: () => clearInterval(timer) };
};
