import { auditLog, taskEvents, taskUpdates } from '#contracts/topics';

/** The topics that chat-api's transactions emit to. */
export const publishes = [taskEvents, taskUpdates, auditLog];
