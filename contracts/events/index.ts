import type { EventDefinition } from '../define-event.ts';
import * as registry from './registry.ts';

export * from './registry.ts';

/** Every event type of the system. */
export const events: readonly EventDefinition[] = Object.values(registry);
