import { join } from 'node:path';
import { buildDapr, builtDapr, findInstalledDapr, isDaprBuilt, type Dapr } from './dapr.ts';
import { buildKafka, isKafkaBuilt } from './kafka.ts';
import { onLoopback } from './loopback.ts';
import { runtimeDir } from './paths.ts';
import { hasJava, missingPrerequisites } from './prerequisites.ts';
import type { Log } from './step.ts';

const firstStart =
  'Building the real parts from package registries, once: this first start takes about 8 minutes (Docker and `dapr init` would shorten it).';

const requireTools = async (dapr: boolean, kafka: boolean): Promise<void> => {
  const missing = await missingPrerequisites({ dapr, kafka });
  if (missing.length > 0) throw new Error(`To build what is not installed here, this machine needs ${missing.join(' and ')}.`);
};

const requireJava = async (): Promise<void> => {
  if (!(await hasJava())) throw new Error('Apache Kafka needs Java >= 17: install it (apt: openjdk-17-jre-headless, brew: openjdk@17).');
};

const build = async (log: Log, dapr: boolean, kafka: boolean): Promise<void> => {
  await requireTools(dapr, kafka);
  if (dapr) log(firstStart);
  if (kafka) await buildKafka(log);
  if (dapr) await buildDapr(log);
};

/** Finds or builds Dapr and, unless another broker is there, Kafka. */
export const ensureRuntime = async (log: Log, options: { kafka: boolean }): Promise<Dapr> => {
  const installed = await findInstalledDapr(log);
  const missing = { dapr: installed === undefined && !isDaprBuilt(), kafka: options.kafka && !isKafkaBuilt() };
  if (missing.dapr || missing.kafka) await build(log, missing.dapr, missing.kafka);
  else if (options.kafka) await requireJava();
  return onLoopback(installed ?? builtDapr, join(runtimeDir, 'dapr-on-loopback'));
};
