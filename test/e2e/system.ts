import type { InstanceOptions } from '../../tools/instance/types.ts';
import { startTestInstance, type TestInstance } from '../harness/instance.ts';
import { startCollector, stopCollector } from './collector.ts';
import { startPush, stopPush } from './push.ts';
import { allowProbes, bulkProbeApp, bulkProbeResources, probeApp, probeResources } from './probe.ts';

let running: TestInstance | undefined;

/**
 * The system under test: every service with its sidecar, broker and database, on ports of
 * its own.
 */
export const system = (): TestInstance => {
  if (running === undefined) throw new Error('the system is not started');
  return running;
};

/** The one origin that people use. */
export const origin = (): string => system().urls['chat-api']!;

/** What takes ops-service seconds usually takes it moments here. */
const watchful = { LAG_INTERVAL_MS: '1000', ALERT_INTERVAL_MS: '1000', LAG_MORE_GROUPS: 'probe-service' };

/** Starts the system on fresh data; `more` changes how, such as for another broker. */
export const startSystem = async (more: Partial<InstanceOptions> = {}): Promise<void> => {
  const name = more.name ?? 'test';
  running = await startTestInstance({
    name,
    portOffset: 10_000,
    fresh: true,
    extraApps: [probeApp, bulkProbeApp],
    edit: allowProbes,
    log: (line: string) => process.stderr.write(`[${name}] ${line}\n`),
    ...more,
    extraResources: [probeResources, bulkProbeResources, ...(more.extraResources ?? [])],
    env: {
      ...more.env,
      '*': { ...(await startCollector()), ...more.env?.['*'] },
      'ops-service': { ...watchful, ...more.env?.['ops-service'] },
      'notification-service': { ...more.env?.['notification-service'], ...(await startPush()) },
    },
  });
};

/** Stops everything that was started. */
export const stopSystem = async (): Promise<void> => {
  await running?.stop();
  await stopPush();
  await stopCollector();
};
