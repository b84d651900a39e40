import { notificationEvents } from '#contracts/topics';

/** The topics that the transactions of notification-service emit to. */
export const publishes = [notificationEvents];
