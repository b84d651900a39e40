import { expect, it } from 'vitest';
import { alertKind } from '#contracts/http/ops/alerts';
import { conditions, ownCondition, severityOf } from './index.ts';

it('every alert of ops-service has one condition', () => {
  const owned = Object.values(conditions).flatMap((condition) => ('own' in condition ? [condition.own.kind] : []));
  expect(owned.sort()).toEqual([...alertKind.options].sort());
});

it('an alert of ops-service is as bad as its condition', () => {
  expect(ownCondition('consumer_lag')).toBe(conditions.ConsumerLagHigh);
  expect(['consumer_lag', 'outbox_age'].map((kind) => severityOf(kind as 'consumer_lag'))).toEqual(['warning', 'error']);
});
