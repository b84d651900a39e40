/** Every service with an outbox, by its Dapr app id; the wiring test compares it with dapr.yaml. */
export const servicesWithOutbox = ['audit-service', 'chat-api', 'notification-service', 'ops-service', 'reminder-service'] as const;

/** A service with an outbox. */
export type ServiceWithOutbox = (typeof servicesWithOutbox)[number];
