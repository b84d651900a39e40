/** Starting and stopping the whole system; `npm start`, the end-to-end tests and the bench stand on this. */
export { startInstance } from './start-instance.ts';
export type { App, InstanceOptions, RunningInstance } from './types.ts';
