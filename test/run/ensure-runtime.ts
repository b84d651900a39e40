import { hasDockerCompose } from '../../tools/runtime/docker.ts';
import { ensureRuntime } from '../../tools/runtime/ensure.ts';
import { missingPrerequisites } from '../../tools/runtime/prerequisites.ts';
import type { Log } from '../../tools/runtime/step.ts';

/** Builds what the tests of whole systems will need, before their own time limits begin; `secured` is for the cluster of Apache Kafka. */
export const ensureTestRuntime = async (log: Log, secured: boolean): Promise<void> => {
  await ensureRuntime(log, { kafka: secured || !(await hasDockerCompose()) });
};

/**
 * Whether the cluster of the secured tests can run here. It is Apache Kafka even where Docker serves the other tests, for which Java is not needed:
 * such a machine goes without it.
 */
export const canRunSecured = async (): Promise<boolean> => !(await hasDockerCompose()) || (await missingPrerequisites({ dapr: false, kafka: true })).length === 0;
