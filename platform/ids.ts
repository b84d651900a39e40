import { v7 } from 'uuid';

/** A new UUIDv7: unique, and close in the index to its neighbours in time. */
export const newId = (): string => v7();
