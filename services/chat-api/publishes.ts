import { catalogue } from '../catalogue.ts';

/** The topics that the transactions of chat-api emit to. */
export const { publishes } = catalogue['chat-api'];
