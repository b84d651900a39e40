import { z } from 'zod';
import { outboxState, type OutboxReport } from '#contracts/http/ops/outbox';
import { failureOf, within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { servicesWithOutbox } from './services.ts';

/** The outboxes of all services. */
export interface Outboxes {
  /** Asks every service at once; one that does not answer within 2 s is reported as unreachable. */
  read(): Promise<OutboxReport[]>;
  /**
   * Gives the parked events of a service another try; returns how many, or rejects when the
   * service does not answer.
   */
  retry(service: string): Promise<number>;
}

const limitMs = 2_000;

/** Why a service did not do as asked, in words. */
export const reasonOf = (error: unknown): string => {
  const failed = failureOf(error);
  return (failed === null ? (error as Error).message : `${failed.status} ${failed.error_msg}`).slice(0, 500);
};

const unreachable = (service: string, reason: string): OutboxReport => ({
  service, reachable: false, reason, waiting: null, parked: null, oldest_age: null, parked_events: [], oldest_events: [],
});

/** The outboxes through this service's own sidecar. */
export const outboxesThroughDapr = (dapr: Pick<Dapr, 'invoker'>): Outboxes => {
  // A POST has at least an empty body: daprd always sends application/json, and a server
  // then refuses a missing body.
  const call = (service: string, path: string, body?: object): Promise<unknown> =>
    within(limitMs, service, dapr.invoker.invoke(service, path, body === undefined ? 'get' : 'post', body));
  const ask = async (service: string): Promise<OutboxReport> => {
    const answer = await call(service, 'internal/outbox');
    return { service, reachable: true, reason: null, ...outboxState.parse(answer) };
  };
  return {
    read: () => Promise.all(servicesWithOutbox.map((service) => ask(service).catch((error: unknown) => unreachable(service, reasonOf(error))))),
    retry: async (service) => z.object({ retried: z.int() }).parse(await call(service, 'internal/outbox/retry', {})).retried,
  };
};
