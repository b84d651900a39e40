import { catalogue } from '../catalogue.ts';

/** The topics that the transactions of ops-service emit to. */
export const { publishes } = catalogue['ops-service'];
