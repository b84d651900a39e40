import { hasDockerCompose } from '../../tools/runtime/docker.ts';
import { ensureRuntime } from '../../tools/runtime/ensure.ts';
import { missingPrerequisites } from '../../tools/runtime/prerequisites.ts';
import type { Log } from '../../tools/runtime/step.ts';

/**
 * Builds what the tests of whole systems will need, before their own time limits begin;
 * `cluster` is for those on three brokers of Apache Kafka.
 */
export const ensureTestRuntime = async (log: Log, cluster: boolean): Promise<void> => {
  await ensureRuntime(log, { kafka: cluster || !(await hasDockerCompose()) });
};

/**
 * Whether three brokers can run here. They are Apache Kafka even if Docker serves the other
 * tests, which then need no Java: such a machine goes without them.
 */
export const canRunCluster = async (): Promise<boolean> => !(await hasDockerCompose()) || (await missingPrerequisites({ dapr: false, kafka: true })).length === 0;
