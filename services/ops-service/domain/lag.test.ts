import { describe, expect, it } from 'vitest';
import { lagOf, positionOf, type Commit, type PartitionLog } from './lag.ts';
import { learn as learnAll, nothingKnown, type Known, type Told } from './lag-handled.ts';

const log = (partition: number, end: number, start = 0): PartitionLog => ({ topic: 'task-events', partition, start, end });
const commit = (partition: number, committed: number | null, consumer = 'reminder-service'): Commit => ({ consumer, topic: 'task-events', partition, committed });
const told = (partition: number, offset: number, consumer = 'reminder-service') => ({ consumer, topic: 'task-events', partition, offset });
const handledAt = (...all: ReturnType<typeof told>[]): Map<string, number> => new Map(all.map((one) => [positionOf(one), one.offset]));

describe('lag', () => {
  it('is the log end less what is handled, beside what the broker shows', () => {
    expect(lagOf([log(0, 100), log(1, 50)], [commit(1, 50), commit(0, 60)], handledAt(told(0, 95)))).toEqual([
      {
        consumer: 'reminder-service', topic: 'task-events', lag: 5, committed_lag: 40,
        partitions: [
          { partition: 0, end: 100, committed: 60, handled: 95, lag: 5, committed_lag: 40 },
          { partition: 1, end: 50, committed: 50, handled: 50, lag: 0, committed_lag: 0 },
        ],
      },
    ]);
  });

  it('believes the broker if the consumer reported less or nothing', () => {
    expect(lagOf([log(0, 100)], [commit(0, 90)], handledAt(told(0, 10)))[0]).toMatchObject({ lag: 10, committed_lag: 10 });
  });

  it('of a consumer that never committed is the whole log, from the oldest event that is kept', () => {
    expect(lagOf([log(0, 100, 30)], [commit(0, null)], new Map())[0]).toMatchObject({ lag: 70, committed_lag: 70, partitions: [{ committed: null }] });
  });

  it('of a consumer that was away for longer than events are kept counts only what is left', () => {
    expect(lagOf([log(0, 100, 40)], [commit(0, 7)], new Map())[0]).toMatchObject({ lag: 60, committed_lag: 60 });
  });

  it('of a recreated topic is all that came since, whatever was committed before', () => {
    expect(lagOf([log(0, 40)], [commit(0, 50_000)], new Map())[0]).toMatchObject({ lag: 40, committed_lag: 40 });
  });

  it('is reported by consumer and topic, in order, and not for a deleted topic', () => {
    const groups = lagOf([log(0, 9)], [commit(0, 1, 'z'), commit(0, 1, 'a'), { ...commit(0, 1), topic: 'gone' }], new Map());
    expect(groups.map(({ consumer }) => consumer)).toEqual(['a', 'z']);
  });
});

const learn = (known: Known, all: readonly Told[], logs: readonly PartitionLog[], commits: readonly Commit[] = []): Known => learnAll(known, all, { logs, commits });

describe('what consumers reported', () => {
  it('is forgotten when an operator has moved the group back, even while a replica still reports it', () => {
    const logs = [log(0, 50_000)];
    const before = learn(nothingKnown, [told(0, 50_000)], logs, [commit(0, 50_000)]);
    const moved = learn(before, [told(0, 50_000)], logs, [commit(0, 0)]);
    expect(moved.handled).toEqual(new Map());
    const going = learn(moved, [told(0, 50_000), told(0, 120)], logs, [commit(0, 100)]);
    expect(lagOf(logs, [commit(0, 100)], going.handled)[0]).toMatchObject({ lag: 49_880 });
    expect(learn(going, [told(0, 50_000)], logs, [commit(0, 50_000)]).handled).toEqual(handledAt(told(0, 50_000)));
  });

  it('grows with the replicas that answer in turn', () => {
    const logs = [log(0, 100), log(1, 100)];
    const first = learn(nothingKnown, [told(0, 40), told(1, 10)], logs);
    const second = learn(first, [told(0, 20), told(1, 60)], logs);
    expect(second.handled).toEqual(handledAt(told(0, 40), told(1, 60)));
  });

  it('stays known while a consumer does not answer', () => {
    expect(learn(learn(nothingKnown, [told(0, 40)], [log(0, 100)]), [], [log(0, 120)]).handled).toEqual(handledAt(told(0, 40)));
  });

  it('is forgotten when the log ends earlier than before, and an offset past its end is not believed', () => {
    const before = learn(nothingKnown, [told(0, 40), told(1, 50)], [log(0, 100), log(1, 100)]);
    const anew = learn(before, [told(0, 40)], [log(0, 3), log(1, 100)]);
    expect(anew.handled).toEqual(handledAt(told(1, 50)));
    expect(learn(anew, [told(0, 2)], [log(0, 3), log(1, 100)]).handled).toEqual(handledAt(told(0, 2), told(1, 50)));
  });

  it('is of one partition only, also when names begin alike', () => {
    const before = learn(nothingKnown, [told(1, 9), told(11, 9)], [log(1, 10), log(11, 10)]);
    expect(learn(before, [], [log(1, 5), log(11, 10)]).handled).toEqual(handledAt(told(11, 9)));
  });
});
