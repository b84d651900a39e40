import { services } from '../../catalogue.ts';

/** Every service with an outbox, by its Dapr app id. */
export const servicesWithOutbox: readonly string[] = services.filter(({ database }) => database).map(({ id }) => id).sort();
