import { describe, expect, it } from 'vitest';
import { describeDrift, findDrift, isMendable, type TopicState } from './drift.ts';

const wanted: TopicState = { name: 'task-events', partitions: 3, replicas: 1, configs: { 'retention.ms': '604800000', 'cleanup.policy': 'delete' } };

describe('findDrift', () => {
  it('finds nothing where all is as wanted, and leaves other topics and settings alone', () => {
    const found = { ...wanted, configs: { ...wanted.configs, 'segment.ms': '1' } };
    expect(findDrift([wanted], [found, { ...wanted, name: 'other' }])).toEqual([]);
  });

  it('reports a missing topic', () => expect(findDrift([wanted], [])).toEqual([{ kind: 'missing', topic: wanted }]));

  it('reports each setting that differs or is unset', () => {
    const found = { ...wanted, configs: { 'retention.ms': '1' } };
    expect(findDrift([wanted], [found]).map(describeDrift)).toEqual([
      'task-events: retention.ms is 1 instead of 604800000; set it with: npm run topics -- apply',
      'task-events: cleanup.policy is unset instead of delete; set it with: npm run topics -- apply',
    ]);
  });

  it('reports another number of partitions as something that apply leaves alone', () => {
    const drift = findDrift([wanted], [{ ...wanted, partitions: 6 }]);
    expect(drift).toEqual([{ kind: 'partitions', topic: 'task-events', wanted: 3, found: 6 }]);
    expect(drift.some(isMendable)).toBe(false);
  });
});
