import { buildDapr, builtDapr, findInstalledDapr, isDaprBuilt, type Dapr } from './dapr.ts';
import { hasDockerCompose } from './docker.ts';
import { buildKafka, isKafkaBuilt } from './kafka.ts';
import { hasJava, missingPrerequisites } from './prerequisites.ts';
import type { Log } from './step.ts';

/** The real parts of this machine: which Dapr, and whether containers serve the broker and the database. */
export interface Runtime {
  dapr: Dapr;
  docker: boolean;
}

const firstStart =
  'Building the real parts from package registries, once: this first start takes about 8 minutes (Docker and `dapr init` would shorten it).';

const requireTools = async (dapr: boolean, kafka: boolean): Promise<void> => {
  const missing = await missingPrerequisites({ dapr, kafka });
  if (missing.length > 0) throw new Error(`To build what is not installed here, this machine needs ${missing.join(' and ')}.`);
};

const requireJava = async (): Promise<void> => {
  if (!(await hasJava())) throw new Error('Apache Kafka needs Java >= 17: install it (apt: openjdk-17-jre-headless, brew: openjdk@17).');
};

/** Finds or builds Dapr and, unless a broker is already there or Docker has one, Kafka. */
export const ensureRuntime = async (log: Log, options: { brokerIsThere?: boolean } = {}): Promise<Runtime> => {
  const [installed, docker] = await Promise.all([findInstalledDapr(), hasDockerCompose()]);
  const needsKafka = !docker && options.brokerIsThere !== true;
  const build = { dapr: installed === undefined && !isDaprBuilt(), kafka: needsKafka && !isKafkaBuilt() };
  if (build.dapr || build.kafka) await requireTools(build.dapr, build.kafka);
  else if (needsKafka) await requireJava();
  if (build.dapr) log(firstStart);
  if (build.kafka) await buildKafka(log);
  if (build.dapr) await buildDapr(log);
  return { dapr: installed ?? builtDapr, docker };
};
