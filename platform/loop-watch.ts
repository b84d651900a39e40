import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Tells whether this process keeps up with its load. */
export interface LoopWatch {
  /** Throws, saying how late the process is, while it cannot take more work. */
  check(): void;
  stop(): void;
}

/**
 * A median above this, in ms, means that most work waits; a single long computation does
 * not raise it that far.
 */
const limitMs = 500;
const windowMs = 5_000;
/**
 * How often an event loop is looked at, in ms; prom-client's default would wake an idle
 * process 100 times a second.
 */
export const resolutionMs = 100;

/**
 * Measures by how much timers are late, in windows of a few seconds; the metric is
 * nodejs_eventloop_lag_seconds of prom-client.
 */
export const watchLoop = (limits = { limitMs, windowMs }): LoopWatch => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let late = 0;
  const timer = setInterval(() => {
    late = delay.percentile(50) / 1e6 - resolutionMs;
    delay.reset();
  }, limits.windowMs).unref();
  return {
    check: () => {
      if (late > limits.limitMs) throw new Error(`the event loop is ${Math.round(late)} ms late: this process is asked for more than it can do`);
    },
    stop: () => {
      clearInterval(timer);
      delay.disable();
    },
  };
};
