import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Tells whether this process keeps up with what it is asked. */
export interface LoopWatch {
  /** Throws, with how late the process is, while it is too late to be given more. */
  check(): void;
  stop(): void;
}

/** A median above this means that most of what is asked waits, in ms; one long computation does not. */
const limitMs = 500;
const windowMs = 5_000;
const resolutionMs = 20;

/** Measures by how much timers are late, in windows of a few seconds; the metric is nodejs_eventloop_lag_seconds of prom-client. */
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
