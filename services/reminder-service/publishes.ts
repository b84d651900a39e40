import { reminders } from '#contracts/topics';

/** The topics that the transactions of reminder-service emit to. */
export const publishes = [reminders];
