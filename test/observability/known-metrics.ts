import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Histogram } from 'prom-client';
import { registry } from '#platform/metrics';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { namesIn } from './promql.ts';
import { recordings } from './rules.ts';

/** Metrics by name, each with its labels. */
export type Metrics = Map<string, ReadonlySet<string>>;

/** The labels that every scraped series has (observability/prometheus/prometheus.yml). */
const targetLabels = ['job', 'app', 'instance'];

const pubsub = ['app_id', 'component', 'namespace', 'process_status', 'topic'];

/** Metrics of other programs, as far as rules and dashboard read them. */
const foreign: Record<string, string[]> = {
  up: [],
  ALERTS: ['alertname', 'alertstate', 'severity', 'consumer'],
  // Read from daprd 1.18.2 under test, the last two from its source
  // (pkg/diagnostics/service_monitoring.go).
  dapr_component_pubsub_ingress_count: [...pubsub, 'status'],
  dapr_component_pubsub_ingress_bulk_event_count: pubsub,
  dapr_runtime_acl_app_policy_action_blocked_total: ['app_id', 'trustDomain', 'namespace'],
  dapr_runtime_acl_global_policy_action_blocked_total: ['app_id', 'trustDomain', 'namespace'],
  // Redpanda's /public_metrics, from its documentation.
  redpanda_cluster_unavailable_partitions: [],
  redpanda_kafka_consumer_group_lag_sum: ['redpanda_group'],
};

/** A metric as prom-client keeps it; only its class tells its type. */
interface Registered {
  name: string;
  labelNames?: string[];
}

const loadServices = async (): Promise<void> => {
  const files = readdirSync(join(projectRoot, 'services'), { recursive: true }).map(String).filter((file) => /(^|\/)metrics\.ts$/.test(file));
  for (const file of files) await import(pathToFileURL(join(projectRoot, 'services', file)).href);
};

const seriesOf = (metric: Registered): [string, string[]][] => {
  const { name, labelNames = [] } = metric;
  if (!(metric instanceof Histogram)) return [[name, labelNames]];
  return [[`${name}_bucket`, [...labelNames, 'le']], [`${name}_sum`, labelNames], [`${name}_count`, labelNames]];
};

const registered = async (): Promise<[string, string[]][]> => {
  await loadServices();
  const names = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  return names.flatMap((name) => seriesOf(registry.getSingleMetric(name) as unknown as Registered));
};

/**
 * The labels of an expression's result: those of its first grouping, or of the metric that
 * it takes as it is.
 */
export const labelsOfResult = (expr: string, metrics: Metrics): ReadonlySet<string> => {
  const { selectors, groupings } = namesIn(expr);
  // A quantile drops the label of the buckets' bound.
  return new Set((groupings[0] ?? [...(metrics.get(selectors[0]?.metric ?? '') ?? [])]).filter((label) => label !== 'le'));
};

/**
 * Every metric that rules and dashboard may read: those in our services' registries, those
 * of other programs, and those recorded.
 */
export const knownMetrics = async (): Promise<Metrics> => {
  const served = [...(await registered()), ...Object.entries(foreign)];
  const metrics: Metrics = new Map(served.map(([name, labels]) => [name, new Set([...labels, ...targetLabels])]));
  for (const { record, expr } of recordings) metrics.set(record, labelsOfResult(expr, metrics));
  return metrics;
};
