import type { InstanceOptions } from '../instance/types.ts';

/** The system that a person runs: on the documented ports, with its data kept. */
export const localInstance = (): InstanceOptions => ({ name: 'local', portOffset: 0, notReady: 'warn', databaseUrl: process.env['DATABASE_URL'], log: (line) => console.log(line) });
