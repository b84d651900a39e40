import type { Handler } from '#platform/delivery/on-event';

/** Every event that ops-service handles; the dead letters themselves come raw. */
export const handlers: readonly Handler[] = [];
