/** Expressions that rules and dashboard use more than once, recorded under a name. */
export const recordings: readonly { record: string; expr: string }[] = [
  { record: 'app_type_outcome:events_handled:rate5m', expr: 'sum by (app, type, outcome) (rate(events_handled_total[5m]))' },
  { record: 'app_topic:outbox_published:rate5m', expr: 'sum by (app, topic) (rate(outbox_published_total[5m]))' },
  { record: 'app_type:event_latency_seconds:p50_5m', expr: 'histogram_quantile(0.5, sum by (app, type, le) (rate(event_latency_seconds_bucket[5m])))' },
  { record: 'app_type:event_latency_seconds:p99_5m', expr: 'histogram_quantile(0.99, sum by (app, type, le) (rate(event_latency_seconds_bucket[5m])))' },
  {
    record: 'app_method_route:http_request_seconds:p99_5m',
    expr: 'histogram_quantile(0.99, sum by (app, method, route, le) (rate(http_request_seconds_bucket[5m])))',
  },
  // All replicas of ops-service report the same lag, and all replicas of a service the same
  // outbox, so only one counts.
  { record: 'consumer_topic:consumer_lag:sum', expr: 'sum by (consumer, topic) (max by (consumer, topic, partition) (consumer_lag))' },
  { record: 'app:outbox_oldest_age_seconds:max', expr: 'max by (app) (outbox_oldest_age_seconds)' },
  { record: 'app_state:outbox_events:max', expr: 'max by (app, state) (outbox_events)' },
  // Retries by Dapr, of single deliveries and of the bulk subscription.
  {
    record: 'app_topic:delivery_retries:rate5m',
    expr: `sum by (app, topic) (
  rate(dapr_component_pubsub_ingress_count{process_status="retry"}[5m])
  or rate(dapr_component_pubsub_ingress_bulk_event_count{process_status="RETRY"}[5m])
)`,
  },
  {
    record: 'app:delivery_errors:ratio5m',
    expr: 'sum by (app) (rate(events_handled_total{outcome=~"failed|broken"}[5m])) / (sum by (app) (rate(events_handled_total[5m])) > 0)',
  },
  // Deliveries are counted above, and probes of sidecar and kubelet are not people's requests.
  {
    record: 'app:http_errors:ratio5m',
    expr: '(sum by (app) (rate(http_request_seconds_count{status=~"5..", route!~"/events/.*|/clock/.*|/healthz|/readyz|/livez"}[5m])) or 0 * sum by (app) (rate(http_request_seconds_count[5m]))) / (sum by (app) (rate(http_request_seconds_count{route!~"/events/.*|/clock/.*|/healthz|/readyz|/livez"}[5m])) > 0)',
  },
];
