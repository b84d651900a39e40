import { describe, expect, it } from 'vitest';
import type { BulkPublish } from '../dapr/bulk-publish.ts';
import { publishWave, splitBySize } from './publish-wave.ts';

const row = (id: string, bytes = 10) => ({ position: 1, id, topic: 'task-events', key: id, event: 'x'.repeat(bytes) });

describe('splitBySize', () => {
  it('fills batches up to the limit, in order, and gives a row over the limit a batch of its own', () => {
    const batches = splitBySize([row('a', 40), row('b', 60), row('c', 1), row('d', 200), row('e', 5)], 100);
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });
});

describe('publishWave', () => {
  const answering = (reasons: Record<string, string>): BulkPublish => async (_topic, batch) => ({
    failed: new Map(batch.flatMap(({ id }) => (reasons[id] === undefined ? [] : [[id, reasons[id]]]))),
  });

  it('tells acknowledged, failed and refused entries apart', async () => {
    const publish = answering({ b: 'kafka: leader not available', c: 'kafka server: Message was too large' });
    const result = await publishWave(publish, 'task-events', [row('a'), row('b'), row('c')]);
    expect(result.acknowledged.map(({ id }) => id)).toEqual(['a']);
    expect(result.failed.map((entry) => entry.row.id)).toEqual(['b']);
    expect(result.refused.map((entry) => entry.row.id)).toEqual(['c']);
  });

  it('sends entries one by one when a whole request is refused, so that only the guilty one is blamed', async () => {
    const publish: BulkPublish = async (_topic, batch) => ({
      failed: batch.some(({ id }) => id === 'b') ? new Map(batch.map(({ id }) => [id, '400 ERR_PUBSUB_EVENTS_SER bad cloud event'])) : new Map(),
    });
    const result = await publishWave(publish, 'task-events', [row('a'), row('b'), row('c')]);
    expect(result.acknowledged.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(result.refused.map((entry) => entry.row.id)).toEqual(['b']);
  });
});
