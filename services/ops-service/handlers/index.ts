import type { Handler } from '#platform/delivery/on-event';
import { onDeliveryReported } from './delivery-reported.ts';

/** Every event that ops-service handles; the dead letters themselves come raw. */
export const handlers: readonly Handler[] = [onDeliveryReported];
