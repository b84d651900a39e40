import { describe, expect, it } from 'vitest';
import { planFailures, type FailureFacts } from './failure.ts';

const facts = (consumer: string): FailureFacts => ({
  consumer, reason: 'handler_failed', explanation: 'it failed', error_class: null, message: null, stack: null, build: null, fingerprint: 'f', attempts: 1,
  first_failed_at: 1, last_failed_at: 2,
});
const plan = (stored: Record<string, string>, known: string[]) => {
  const { add, set, remove } = planFailures(Object.entries(stored).map(([id, consumer]) => ({ id, consumer })), known.map(facts));
  return { add: add.map(({ consumer }) => consumer), set: Object.fromEntries(set.map(({ id, facts }) => [id, facts.consumer])), remove };
};

describe('what becomes of stored failures', () => {
  it.each([
    ['nothing is stored', {}, ['a', 'b'], { add: ['a', 'b'], set: {}, remove: [] }],
    ['the same is known', { 1: 'a' }, ['a'], { add: [], set: { 1: 'a' }, remove: [] }],
    ['a nameless one gets its name', { 1: '' }, ['a'], { add: [], set: { 1: 'a' }, remove: [] }],
    ['a nameless one stays beside a named one', { 1: '' }, ['a', ''], { add: ['a'], set: { 1: '' }, remove: [] }],
    ['a nameless one becomes the first of two', { 1: '' }, ['a', 'b'], { add: ['b'], set: { 1: 'a' }, remove: [] }],
    ['a better report names another one', { 1: 'b' }, ['a'], { add: [], set: { 1: 'a' }, remove: [] }],
    ['one turned out to be none', { 1: 'a', 2: 'b' }, ['a'], { add: [], set: { 1: 'a' }, remove: ['2'] }],
  ])('when %s', (_name, stored, known, expected) => {
    expect(plan(stored as never, known)).toEqual(expected);
  });
});
