import { performance } from 'node:perf_hooks';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { resolutionMs } from './loop-watch.ts';

/** This process's metrics, served at /metrics. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: resolutionMs });

const registers = [registry];

/** Deliveries by outcome. */
export const deliveries = new Counter({
  name: 'events_handled_total',
  help: 'Deliveries by event type and outcome',
  labelNames: ['type', 'outcome'] as const,
  registers,
});

/** Time from the event's commit to the end of its handling. */
export const eventLatency = new Histogram({
  name: 'event_latency_seconds',
  help: 'From the time of the event to the end of its handling',
  labelNames: ['type'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
  registers,
});

/**
 * How far this process has come in each partition; a replica that lost a partition keeps
 * what it knew.
 */
export const handledOffsets = new Gauge({
  name: 'consumer_handled_offset',
  help: 'The offset after the last event that this process handled',
  labelNames: ['topic', 'partition'] as const,
  registers,
});

/** When each clock of this process last finished a tick. */
export const clockTicks = new Gauge({
  name: 'clock_last_tick_timestamp_seconds',
  help: 'When the clock last finished a tick, in seconds since 1970',
  labelNames: ['clock'] as const,
  registers,
});

/** Events that Kafka acknowledged. */
export const published = new Counter({
  name: 'outbox_published_total',
  help: 'Events acknowledged by the broker',
  labelNames: ['topic'] as const,
  registers,
});

/** Tries that failed, each with the events that it carried. */
export const publishFailures = new Counter({
  name: 'outbox_publish_failures_total',
  help: 'Events whose publishing failed, by try',
  labelNames: ['topic'] as const,
  registers,
});

/** Events that wait in the outbox, and parked ones. */
export const outboxDepth = new Gauge({
  name: 'outbox_events',
  help: 'Events in the outbox by state',
  labelNames: ['state'] as const,
  registers,
});

/** How long the oldest event has waited to be published. */
export const outboxAge = new Gauge({ name: 'outbox_oldest_age_seconds', help: 'Age of the oldest waiting event', registers });

/** Why this process takes no events: 1 while a cause lasts. */
export const healthProblems = new Gauge({
  name: 'health_problem',
  help: '1 while the cause keeps the service from taking events, 0 when it is over',
  labelNames: ['cause'] as const,
  registers,
});

/** HTTP requests by route and status. */
export const httpRequests = new Histogram({
  name: 'http_request_seconds',
  help: 'HTTP requests by route and status',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});

const counts = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500];

/** How many events the relay finds each time that it looks; 0 is a look in vain. */
export const waveSizes = new Histogram({ name: 'outbox_wave_events', help: 'Events found by each read of the outbox', buckets: counts, registers });

/** How many events come in one delivery. */
export const batchSizes = new Histogram({ name: 'delivery_batch_events', help: 'Events in one delivery', labelNames: ['topic'] as const, buckets: counts.slice(1), registers });

/** How long a transaction waits for a connection of the pool. */
export const poolWait = new Histogram({
  name: 'database_pool_wait_seconds',
  help: 'From the wish for a transaction to its connection',
  buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 5],
  registers,
});

const loopTime = (part: 'active' | 'idle'): void => {
  const time = new Counter({
    name: `event_loop_${part}_seconds_total`,
    help: `Time that the event loop was ${part}; its utilisation is the active part of both`,
    registers,
    collect: () => {
      time.reset();
      time.inc(performance.eventLoopUtilization()[part] / 1000);
    },
  });
};
loopTime('active');
loopTime('idle');
