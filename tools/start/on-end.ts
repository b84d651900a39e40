/**
 * Calls `stop` when this process is asked to end, or when the reader of its output is gone,
 * as in `npm start | head`.
 */
export const onEnd = (stop: () => void): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
};
