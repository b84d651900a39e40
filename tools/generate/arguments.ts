/**
 * What Node is started with to run a service. Young objects get 8 MiB, not the 32 that V8
 * takes under load and keeps, in each of two halves.
 */
export const argumentsOf = (serviceId: string): readonly string[] => ['--max-semi-space-size=8', `services/${serviceId}/main.ts`];
