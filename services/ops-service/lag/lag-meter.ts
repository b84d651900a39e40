import type { z } from 'zod';
import type { Dapr } from '#platform/dapr/client';
import type { Database } from '#platform/db/database';
import { readConnection } from '#platform/kafka/connection';
import type { Logger } from '#platform/logger';
import { repeat } from '#platform/repeat';
import { services } from '../../catalogue.ts';
import { countFailedTries } from '../store/attempts-failed.ts';
import { askProgressThroughDapr } from './ask-progress.ts';
import { openBroker } from './broker.ts';
import { kafkaConfig, type lagConfig } from './config.ts';
import { publishLag } from './publish-metrics.ts';
import { createLagSampler, type LagSampler } from './sampler.ts';

export interface LagOptions {
  config: z.infer<typeof lagConfig>;
  database: Database;
  dapr: Pick<Dapr, 'invoker'>;
  log: Logger;
}

/** Measures lag every few seconds, once it has started. */
export interface LagMeter extends Pick<LagSampler, 'report' | 'hour' | 'clocks'> {
  start(): { stop(): Promise<void> };
}

/** Creates the lag meter, not yet started. */
export const openLagMeter = ({ config, database, dapr, log }: LagOptions): LagMeter => {
  const broker = openBroker(readConnection(kafkaConfig.parse(config), 'ops-service'));
  const sampler = createLagSampler({
    broker,
    askProgress: askProgressThroughDapr(dapr),
    countFailures: (since) => countFailedTries(database, since),
    now: Date.now,
    minTries: config.ERROR_RATE_MIN_TRIES,
    minSkewKeys: config.SKEW_MIN_KEYS,
    watched: new Set([...services.map(({ id }) => id), ...config.LAG_MORE_GROUPS]),
  });
  const measure = (): Promise<void> => sampler.sample().finally(() => publishLag(sampler.report()));
  return {
    report: sampler.report,
    hour: sampler.hour,
    clocks: sampler.clocks,
    start: () => {
      const sampling = repeat({ what: 'measuring the lag', everyMs: config.LAG_INTERVAL_MS, log }, measure);
      return {
        stop: async () => {
          await sampling.stop();
          await broker.close();
        },
      };
    },
  };
};
