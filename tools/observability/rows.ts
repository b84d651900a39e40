import { conditions } from '../../services/ops-service/domain/conditions/index.ts';
import { percent } from '../../services/ops-service/domain/conditions/condition.ts';
import type { Panel, Row } from './panels.ts';

const { ChatModelFails, ClockStopped, ConsumerLagHigh, DeliveryErrors, EventsSlow, HttpErrors, NotificationsLate, OutboxWaits } = conditions;

const stat = (panel: Omit<Panel, 'type'>): Panel => ({ type: 'stat', ...panel });
const graph = (panel: Omit<Panel, 'type'>): Panel => ({ type: 'timeseries', ...panel });

const overview: Row = {
  title: 'Is it working?',
  panels: [
    stat({ title: 'Services down', description: 'Services of which no replica answers at /metrics.', unit: 'short', redFrom: 1, queries: [{ expr: 'count(sum by (app) (up{job="todo-services"}) == 0) or vector(0)', legend: 'down' }] }),
    stat({ title: 'Sidecars down', description: 'Services of which no sidecar answers.', unit: 'short', redFrom: 1, queries: [{ expr: 'count(sum by (app) (up{job="todo-sidecars"}) == 0) or vector(0)', legend: 'down' }] }),
    stat({ title: 'Alerts firing', description: 'Alerts of observability/prometheus/rules.yaml; docs/alerts.md says what to do about each.', unit: 'short', redFrom: 1, queries: [{ expr: 'count(ALERTS{alertstate="firing"}) or vector(0)', legend: 'alerts' }] }),
    stat({ title: 'Dead letters open', description: 'Failures that nobody has dealt with.', unit: 'short', redFrom: 1, queries: [{ expr: 'sum(max by (consumer, event_type, reason) (dead_letters_open)) or vector(0)', legend: 'open' }] }),
    stat({ title: 'Largest lag', description: 'Events that the slowest consumer has not handled yet; below 100 in normal operation.', unit: 'short', redFrom: ConsumerLagHigh.limit, queries: [{ expr: 'max(consumer_topic:consumer_lag:sum)', legend: 'lag' }] }),
    stat({ title: 'Oldest unpublished event', description: 'How long the oldest event waits in an outbox; normally well below a second.', unit: 's', redFrom: OutboxWaits.limit, queries: [{ expr: 'max(app:outbox_oldest_age_seconds:max)', legend: 'age' }] }),
  ],
};

const events: Row = {
  title: 'Events',
  panels: [
    graph({ title: 'Published, by topic', description: 'Events that Kafka acknowledged.', unit: 'cps', queries: [{ expr: 'sum by (topic) (app_topic:outbox_published:rate5m)', legend: '{{topic}}' }] }),
    graph({ title: 'Handled, by consumer', description: 'Events handled or found to be handled before.', unit: 'cps', queries: [{ expr: 'sum by (app) (app_type_outcome:events_handled:rate5m{outcome=~"done|stale|duplicate|ignored"})', legend: '{{app}}' }] }),
    graph({ title: 'Not handled, by consumer and outcome', description: 'failed: the handler threw. broken: the event breaks its contract. unavailable: an outage, handed back to wait.', unit: 'cps', queries: [{ expr: 'sum by (app, outcome) (app_type_outcome:events_handled:rate5m{outcome=~"failed|broken|unavailable"})', legend: '{{app}} {{outcome}}' }] }),
    graph({ title: 'From change to handled: p50 by type', description: 'From the commit of a change to the end of its handling, over all consumers of the type.', unit: 's', queries: [{ expr: 'histogram_quantile(0.5, sum by (type, le) (rate(event_latency_seconds_bucket[5m])))', legend: '{{type}}' }] }),
    graph({ title: 'From change to handled: p99 by type', description: `The same for the slowest hundredth; EventsSlow alerts above ${EventsSlow.limit} s.`, unit: 's', redFrom: EventsSlow.limit, queries: [{ expr: 'histogram_quantile(0.99, sum by (type, le) (rate(event_latency_seconds_bucket[5m])))', legend: '{{type}}' }] }),
    graph({ title: 'Written, by partition', description: 'As the broker counts, over the last minute. Uneven partitions: PartitionSkew.', unit: 'cps', queries: [{ expr: 'max by (topic, partition) (topic_events_per_second)', legend: '{{topic}}/{{partition}}' }] }),
  ],
};

const consumers: Row = {
  title: 'Consumers',
  panels: [
    graph({ title: 'Lag, by consumer and topic', description: 'Log end minus the last handled offset, all partitions together.', unit: 'short', redFrom: ConsumerLagHigh.limit, queries: [{ expr: 'consumer_topic:consumer_lag:sum', legend: '{{consumer}} {{topic}}' }] }),
    graph({ title: 'Retries, by consumer and topic', description: 'Deliveries that Dapr makes again, of at most three after the first.', unit: 'cps', queries: [{ expr: 'app_topic:delivery_retries:rate5m', legend: '{{app}} {{topic}}' }] }),
    graph({ title: 'Error rate, by consumer', description: `Tries that failed as a part of all; DeliveryErrors alerts above ${percent(DeliveryErrors.limit)}.`, unit: 'percentunit', redFrom: DeliveryErrors.limit, queries: [{ expr: 'app:delivery_errors:ratio5m', legend: '{{app}}' }] }),
    graph({ title: 'Dead letters open, by reason', description: 'What nobody has dealt with.', unit: 'short', queries: [{ expr: 'sum by (consumer, reason) (max by (consumer, event_type, reason) (dead_letters_open))', legend: '{{consumer}}: {{reason}}' }] }),
    graph({ title: 'Dead letters captured, by topic', description: 'New ones in ten minutes, by the dead-letter topic.', unit: 'short', queries: [{ expr: 'sum by (topic) (increase(dead_letters_captured_total[10m]))', legend: '{{topic}}' }] }),
    graph({ title: 'Taking no events', description: '1 while a cause keeps a service from taking events: outage, settling after a start, stopping.', unit: 'short', queries: [{ expr: 'max by (app, cause) (health_problem)', legend: '{{app}} {{cause}}' }] }),
  ],
};

const outboxes: Row = {
  title: 'Outboxes',
  panels: [
    graph({ title: 'Oldest event, by service', description: `OutboxWaits alerts above ${OutboxWaits.limit} s.`, unit: 's', redFrom: OutboxWaits.limit, queries: [{ expr: 'app:outbox_oldest_age_seconds:max', legend: '{{app}}' }] }),
    graph({ title: 'Waiting and parked, by service', description: 'waiting: not published yet. parked: refused by the broker for good.', unit: 'short', queries: [{ expr: 'app_state:outbox_events:max', legend: '{{app}} {{state}}' }] }),
    graph({ title: 'Failed tries to publish', description: 'Nothing is lost by them; see the log of the service for the reason.', unit: 'short', queries: [{ expr: 'sum by (app, topic) (increase(outbox_publish_failures_total[5m]))', legend: '{{app}} {{topic}}' }] }),
  ],
};

const requests: Row = {
  title: 'HTTP',
  panels: [
    graph({ title: 'p99, by route', description: 'Requests of people and other services; deliveries of events are above.', unit: 's', queries: [{ expr: 'app_method_route:http_request_seconds:p99_5m{route!~"/events/.*|/clock/.*|/metrics|/healthz|/readyz|/livez|/internal/.*|unmatched"}', legend: '{{app}} {{method}} {{route}}' }] }),
    graph({ title: 'Requests, by status', description: 'The same requests.', unit: 'reqps', queries: [{ expr: 'sum by (status) (rate(http_request_seconds_count{route!~"/events/.*|/clock/.*|/metrics|/healthz|/readyz|/livez|/internal/.*"}[5m]))', legend: '{{status}}' }] }),
    graph({ title: 'Answered 5xx, by service', description: `As a part of all; HttpErrors alerts above ${percent(HttpErrors.limit)}.`, unit: 'percentunit', redFrom: HttpErrors.limit, queries: [{ expr: 'app:http_errors:ratio5m', legend: '{{app}}' }] }),
  ],
};

const people: Row = {
  title: 'What people are told',
  panels: [
    graph({ title: 'Reminders: delay', description: 'How much later than its time a reminder is sent.', unit: 's', queries: [0.5, 0.99].map((q) => ({ expr: `histogram_quantile(${q}, sum by (le) (rate(reminder_delay_seconds_bucket[5m])))`, legend: `p${q * 100}` })) }),
    graph({ title: 'Notifications: from request to delivery, p99', description: `By channel; NotificationsLate alerts above ${NotificationsLate.limit} s.`, unit: 's', redFrom: NotificationsLate.limit, queries: [{ expr: 'histogram_quantile(0.99, sum by (channel, le) (rate(notification_delivery_seconds_bucket[5m])))', legend: '{{channel}}' }] }),
    graph({ title: 'Notifications: tries', description: 'later: tried again. dropped: not relevant any more.', unit: 'cps', queries: [{ expr: 'sum by (channel, outcome) (rate(notification_tries_total[5m]))', legend: '{{channel}} {{outcome}}' }] }),
    graph({ title: 'Since the last tick of a clock', description: `Clocks tick every second; ClockStopped alerts above ${ClockStopped.limit} s.`, unit: 's', redFrom: ClockStopped.limit, queries: [{ expr: 'time() - max by (app, clock) (clock_last_tick_timestamp_seconds)', legend: '{{clock}}' }] }),
    graph({ title: 'Open pages', description: 'WebSocket connections.', unit: 'short', queries: [{ expr: 'sum by (instance) (realtime_connections)', legend: '{{instance}}' }] }),
    graph({ title: 'Frames to pages', description: 'Live updates sent.', unit: 'cps', queries: [{ expr: 'sum by (kind) (rate(realtime_frames_sent_total[5m]))', legend: '{{kind}}' }] }),
  ],
};

const model: Row = {
  title: 'The language model of the chat, where there is one',
  panels: [
    graph({ title: 'Questions, by outcome', description: `proposed and nothing are answers; spent: the tokens of the day are used up. ChatModelFails alerts above ${percent(ChatModelFails.limit)} without an answer.`, unit: 'cps', queries: [{ expr: 'sum by (outcome) (rate(chat_model_calls_total[5m]))', legend: '{{outcome}}' }] }),
    graph({ title: 'Tokens', description: 'Of questions (prompt) and answers (completion).', unit: 'cps', queries: [{ expr: 'sum by (kind) (rate(chat_model_tokens_total[5m]))', legend: '{{kind}}' }] }),
    graph({ title: 'Time to an answer', description: 'How long people wait for it.', unit: 's', queries: [0.5, 0.99].map((q) => ({ expr: `histogram_quantile(${q}, sum by (le) (rate(chat_model_seconds_bucket[5m])))`, legend: `p${q * 100}` })) }),
  ],
};

const processes: Row = {
  title: 'Processes',
  panels: [
    graph({ title: 'Memory', description: 'Resident memory of services and sidecars.', unit: 'bytes', queries: [{ expr: 'max by (app, job) (process_resident_memory_bytes)', legend: '{{app}} {{job}}' }] }),
    graph({ title: 'CPU', description: 'Cores in use, by service and sidecar.', unit: 'short', queries: [{ expr: 'sum by (app, job) (rate(process_cpu_seconds_total[5m]))', legend: '{{app}} {{job}}' }] }),
    graph({ title: 'Event loop: p99 delay', description: 'A service whose loop stands still for 0.6 s misses a probe of its sidecar.', unit: 's', redFrom: 0.6, queries: [{ expr: 'max by (app) (nodejs_eventloop_lag_p99_seconds)', legend: '{{app}}' }] }),
  ],
};

/** All rows of the dashboard, the most urgent first. */
export const rows: readonly Row[] = [overview, events, consumers, outboxes, requests, people, model, processes];
