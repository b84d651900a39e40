/**
 * Starts and stops the whole system, for `npm start`; test/harness adds what only tests may
 * do to it.
 */
export { startInstance } from './start-instance.ts';
export type { RunningInstance } from './types.ts';
