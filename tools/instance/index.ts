/** Starting and stopping the whole system; `npm start` stands on this, and test/harness adds what only tests may do to it. */
export { startInstance } from './start-instance.ts';
export type { RunningInstance } from './types.ts';
