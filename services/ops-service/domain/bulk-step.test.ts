import { describe, expect, it } from 'vitest';
import { nextBatchSize, nextBulkStep, type BulkPace, type Progress } from './bulk-step.ts';

const progress = (more: Partial<Progress>): Progress => ({ waiting: 0, published: 0, handled: 0, failed_again: 0, unconfirmed: 0, cancelled: 0, ...more });
const pace = (more: Partial<BulkPace> = {}): BulkPace => ({ batch_size: 1, batch_sent: 0, rate_per_second: 100, ...more });

/**
 * Runs a bulk replay in which every event is handled at once; returns how many went out in
 * each step, and the least time it took.
 */
const runThrough = (total: number, rate_per_second: number): { batches: number[]; seconds: number } => {
  let [now, ms] = [{ ...pace({ rate_per_second }) }, 0];
  const state = progress({ waiting: total });
  const batches: number[] = [];
  for (;;) {
    const step = nextBulkStep(now, state);
    if (step.kind === 'finish') return { batches, seconds: ms / 1000 };
    if (step.kind !== 'publish') throw new Error(step.kind);
    if (step.batch_sent === step.count) batches.push(0);
    batches[batches.length - 1]! += step.count;
    state.waiting -= step.count;
    state.handled += step.count;
    now = { ...now, ...step };
    ms += step.wakeInMs;
  }
};

describe('a bulk replay', () => {
  it('grows its batches from 1 over 5 and 20 to 100', () => {
    expect([1, 5, 20, 100].map(nextBatchSize)).toEqual([5, 20, 100, 100]);
    expect(runThrough(300, 100).batches).toEqual([1, 5, 20, 100, 100, 74]);
  });

  it.each([1, 3, 10, 100])('never goes faster than %i a second', (rate) => {
    expect(runThrough(300, rate).seconds).toBeCloseTo(300 / rate);
  });

  it('begins with one event', () => {
    expect(nextBulkStep(pace(), progress({ waiting: 12 }))).toMatchObject({ kind: 'publish', count: 1 });
  });

  it('goes on with a batch of which a part is out', () => {
    expect(nextBulkStep(pace({ batch_size: 5, batch_sent: 3, rate_per_second: 100 }), progress({ waiting: 8, published: 3, handled: 1 }))).toMatchObject({
      kind: 'publish', count: 2, batch_size: 5, batch_sent: 5,
    });
  });

  it('waits until every outcome of the batch is confirmed', () => {
    expect(nextBulkStep(pace({ batch_size: 5, batch_sent: 5 }), progress({ waiting: 6, published: 1, handled: 5 }))).toMatchObject({ kind: 'wait' });
    expect(nextBulkStep(pace({ batch_size: 5, batch_sent: 5 }), progress({ waiting: 6, handled: 6 }))).toMatchObject({ kind: 'publish', batch_size: 20, count: 6 });
    expect(nextBulkStep(pace({ batch_size: 20, batch_sent: 6 }), progress({ published: 1, handled: 11 }))).toMatchObject({ kind: 'wait' });
  });

  it('stops at a renewed failure, in the middle of a batch too', () => {
    expect(nextBulkStep(pace({ batch_size: 20, batch_sent: 3 }), progress({ waiting: 9, published: 1, failed_again: 1, handled: 7 }))).toEqual({
      kind: 'stop', reason: 'an event failed again',
    });
  });

  it('stops at an outcome that nobody confirms', () => {
    expect(nextBulkStep(pace({ batch_sent: 1 }), progress({ waiting: 9, unconfirmed: 2 }))).toEqual({ kind: 'stop', reason: 'the outcome of 2 events is not confirmed' });
  });

  it('is not finished when its last event failed again', () => {
    expect(nextBulkStep(pace({ batch_sent: 1 }), progress({ failed_again: 1, handled: 11 })).kind).toBe('stop');
  });

  it('finishes when all is handled or left out', () => {
    expect(nextBulkStep(pace({ batch_sent: 1 }), progress({ handled: 11, cancelled: 1 }))).toEqual({ kind: 'finish' });
  });
});
