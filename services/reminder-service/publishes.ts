import { catalogue } from '../catalogue.ts';

/** The topics that the transactions of reminder-service emit to. */
export const { publishes } = catalogue['reminder-service'];
