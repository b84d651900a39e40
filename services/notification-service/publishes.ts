import { catalogue } from '../catalogue.ts';

/** The topics that the transactions of notification-service emit to. */
export const { publishes } = catalogue['notification-service'];
