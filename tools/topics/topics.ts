import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigResourceTypes, IncrementalAlterConfigOperationTypes, type Admin, type AdminOptions } from '@platformatic/kafka';
import { withAdmin } from '#platform/kafka/with-admin';
import { findDrift, isMendable, type Drift, type TopicState } from './drift.ts';
import { wantedTopics } from './wanted.ts';

const knownWithinMs = 15_000;

const configsOf = async (admin: Admin, names: string[]): Promise<Map<string, Record<string, string>>> => {
  const described = await admin.describeConfigs({ resources: names.map((name) => ({ resourceType: ConfigResourceTypes.TOPIC, resourceName: name })) });
  return new Map(described.map(({ resourceName, configs }) => [resourceName, Object.fromEntries(configs.map(({ name, value }) => [name, value ?? '']))]));
};

const readTopics = async (admin: Admin, wanted: readonly TopicState[]): Promise<TopicState[]> => {
  const existing = new Set(await admin.listTopics());
  const names = wanted.map(({ name }) => name).filter((name) => existing.has(name));
  if (names.length === 0) return [];
  const [metadata, configs] = [await admin.metadata({ topics: names, forceUpdate: true }), await configsOf(admin, names)];
  return [...metadata.topics].map(([name, { partitions }]) => ({
    name,
    partitions: partitions.length,
    replicas: partitions[0]?.replicas.length ?? 0,
    configs: configs.get(name) ?? {},
  }));
};

const mend = async (admin: Admin, drift: Drift): Promise<void> => {
  if (drift.kind === 'missing') {
    const { name, partitions, replicas, configs } = drift.topic;
    await admin.createTopics({ topics: [name], partitions, replicas, configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })) });
  } else if (drift.kind === 'config') {
    const change = { name: drift.setting, value: drift.wanted, configOperation: IncrementalAlterConfigOperationTypes.SET };
    await admin.incrementalAlterConfigs({ resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: drift.topic, configs: [change] }] });
  }
};

/** The differences between the broker's topics and the catalogue. */
export const checkTopics = (options: AdminOptions, replicas: number): Promise<Drift[]> =>
  withAdmin(options, async (admin) => {
    const wanted = wantedTopics(replicas);
    return findDrift(wanted, await readTopics(admin, wanted));
  });

/**
 * The brokers of a cluster learn of a new topic or setting one by one; resolves when the
 * one asked knows all of them.
 */
const untilKnown = async (admin: Admin, wanted: readonly TopicState[]): Promise<void> => {
  for (const end = Date.now() + knownWithinMs; Date.now() < end; await sleep(200)) {
    // One broker lists a topic and another, asked for its settings, does not know it yet.
    const found = await readTopics(admin, wanted).catch((): TopicState[] => []);
    if (!findDrift(wanted, found).some(isMendable)) return;
  }
};

/**
 * Creates missing topics and changes settings where possible; returns what was fixed and
 * what was not. Can be repeated.
 */
export const applyTopics = (options: AdminOptions, replicas: number): Promise<{ mended: Drift[]; left: Drift[] }> =>
  withAdmin(options, async (admin) => {
    const wanted = wantedTopics(replicas);
    const drift = findDrift(wanted, await readTopics(admin, wanted));
    const mended = drift.filter(isMendable);
    for (const one of mended) await mend(admin, one);
    if (mended.length > 0) await untilKnown(admin, wanted);
    return { mended, left: drift.filter((one) => !isMendable(one)) };
  });

/** The names of all topics visible to this principal. */
export const topicNames = (options: AdminOptions): Promise<string[]> => withAdmin(options, (admin) => admin.listTopics());

/** The topics of the catalogue that the broker has. */
export const listTopics = (options: AdminOptions): Promise<TopicState[]> => withAdmin(options, (admin) => readTopics(admin, wantedTopics(1)));
