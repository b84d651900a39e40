import { v7 } from 'uuid';

/** A new UUIDv7; in an index it is next to others made at the same time. */
export const newId = (): string => v7();
