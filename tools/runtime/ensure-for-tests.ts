import { hasDockerCompose } from './docker.ts';
import { ensureRuntime } from './ensure.ts';
import type { Log } from './step.ts';

/** Builds what the end-to-end tests will need, before their own time limits begin. */
export const ensureTestRuntime = async (log: Log): Promise<void> => {
  await ensureRuntime(log, { kafka: !(await hasDockerCompose()) });
};
