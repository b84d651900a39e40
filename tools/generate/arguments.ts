/**
 * What Node is started with to run a service. Young objects get 4 MiB, not the 32 that V8
 * takes under load and keeps, in each of two halves. Garbage is marked by one thread beside
 * the service, not by four, which would take every core from all others for a moment.
 */
export const argumentsOf = (serviceId: string): readonly string[] => ['--max-semi-space-size=4', '--v8-pool-size=1', `services/${serviceId}/main.ts`];
