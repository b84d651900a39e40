import { expect, it } from 'vitest';
import { readReplicas } from './replicas.ts';

it('readReplicas refuses what is no count', () => expect(() => readReplicas({ KAFKA_REPLICATION_FACTOR: 'three' })).toThrow('KAFKA_REPLICATION_FACTOR'));
