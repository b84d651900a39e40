import { expect, it } from 'vitest';
import { registry } from '#platform/metrics';
import type { LagReport } from '../domain/lag-report.ts';
import { publishLag } from './publish-metrics.ts';

const group = (consumer: string, lag: number, error_rate: number | null): LagReport['groups'][number] => ({
  consumer, topic: 'task-events', lag, committed_lag: lag + 1, oldest_seconds: null, oldest_is_older: false, rate_per_second: 1, error_rate,
  partitions: [{ partition: 2, end: 100, committed: 99 - lag, handled: 100 - lag, lag, committed_lag: lag + 1 }],
});
const report = (more: Partial<LagReport>): LagReport => ({ measured_at: '2026-01-01T00:00:00.000Z', stale: false, reason: null, groups: [], topics: [], standing: [], foreign: [], rebalancing: [], ...more });
const shown = async (): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => /^(consumer_(committed_)?lag|topic_|delivery_error|kafka_admin)/.test(line)).sort();

it('the metrics show the last report, and a group that is gone no more', async () => {
  const topic = { topic: 'task-events', rate_per_second: 3, partitions: [{ partition: 2, rate_per_second: 3, share: 1 }], skew: 0.5 };
  publishLag(report({ groups: [group('gone-service', 9, 0.5), group('audit-service', 7, null)], topics: [topic] }));
  expect(await shown()).toContain('consumer_lag{consumer="gone-service",topic="task-events",partition="2"} 9');
  publishLag(report({ groups: [group('audit-service', 7, 0.02)], topics: [{ ...topic, skew: null }] }));
  const last = [
    'consumer_committed_lag{consumer="audit-service",topic="task-events",partition="2"} 8',
    'consumer_lag_seconds{consumer="audit-service",topic="task-events"} 0',
    'consumer_lag{consumer="audit-service",topic="task-events",partition="2"} 7',
    'delivery_error_ratio{consumer="audit-service"} 0.02',
    'kafka_admin_up 1',
    'topic_events_per_second{topic="task-events",partition="2"} 3',
  ];
  expect(await shown()).toEqual(last);
  publishLag(report({ stale: true, reason: 'gone' }));
  expect(await shown()).toEqual(last.map((line) => line.replace('up 1', 'up 0')));
});
