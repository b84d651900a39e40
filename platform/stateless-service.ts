import type { DaprClient } from '@dapr/dapr';
import type { z } from 'zod';
import type { baseConfig } from './config.ts';
import { createDaprClient, createDirectPublish } from './dapr/publish.ts';
import { createConsumer, type Consumer } from './delivery/consumer.ts';
import type { Handler } from './delivery/on-event.ts';
import { createOutageGuard } from './delivery/outage-guard.ts';
import { createReporter } from './delivery/report.ts';
import { stateless } from './delivery/unit-of-work.ts';
import { createHealth, settleDeliveries, type Health } from './health.ts';
import type { Logger } from './logger.ts';

/** What {@link openStatelessService} needs. */
export interface StatelessServiceOptions {
  name: string;
  config: z.infer<typeof baseConfig>;
  log: Logger;
  /** What the service does with the events that it consumes; made with the client of its sidecar. */
  handlers: (dapr: DaprClient) => readonly Handler[];
  /** Whether its sidecar pauses its subscriptions; false where dapr.yaml sets a threshold that is never reached. */
  pauses?: boolean;
  /** Rejects as long as what the handlers need elsewhere is unavailable. */
  probe: (dapr: DaprClient) => Promise<unknown>;
}

/** The parts on which a service without a database stands. */
export interface StatelessService {
  dapr: DaprClient;
  health: Health;
  consume: Consumer;
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens a consumer that has neither transaction nor inbox. */
export const openStatelessService = ({ name, config, log, handlers, pauses = true, probe }: StatelessServiceOptions): StatelessService => {
  const health = createHealth();
  const settling = pauses ? settleDeliveries(health) : undefined;
  const dapr = createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN);
  const outage = createOutageGuard(() => probe(dapr), health, log);
  const report = createReporter({ consumer: name, build: config.BUILD, log, database: undefined, publishDirectly: createDirectPublish(dapr) });
  return {
    dapr,
    health,
    consume: createConsumer({ name, handlers: handlers(dapr), unitOfWork: stateless, outage, report, log }),
    // It serves as soon as it listens; what it calls is waited for at each delivery.
    ready: async () => undefined,
    close: async () => {
      settling?.stop();
      outage.stop();
    },
  };
};
