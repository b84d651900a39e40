/**
 * What one consumer, topic or table made of the requests: ids of what is missing, of what
 * is there too often, and of what came too late.
 */
export interface Finding {
  consumer: string;
  expected: number;
  lost: string[];
  doubled: string[];
  outOfOrder: string[];
}

/** The judgement of one run. */
export interface Verdict {
  findings: Finding[];
  /** Ids of events that ended as dead letters. */
  deadLetters: string[];
  /** Events that still wait in an outbox. */
  waiting: number;
}

/** What must be there exactly once, and what may be there once but need not. */
export interface Wanted {
  must: Iterable<string>;
  may?: Iterable<string>;
}

const countEach = (ids: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** Compares effects with what is wanted; an effect that nobody requested counts as doubled. */
export const judgeEffects = (consumer: string, { must, may = [] }: Wanted, found: Iterable<string>): Finding => {
  const expected = new Set(must);
  const allowed = new Set(may);
  const counts = countEach(found);
  const most = (id: string): number => (expected.has(id) || allowed.has(id) ? 1 : 0);
  return {
    consumer,
    expected: expected.size,
    lost: [...expected].filter((id) => !counts.has(id)),
    doubled: [...counts].filter(([id, count]) => count > most(id)).map(([id]) => id),
    outOfOrder: [],
  };
};

/**
 * An entry in a log: `place` is its position in its lane, such as a version among those of
 * a task.
 */
export interface Placed {
  id: string;
  lane: string;
  place: number;
}

/** Ids of entries that come after another of the same lane that belongs behind them. */
export const judgeOrder = (log: Iterable<Placed>): string[] => {
  const furthest = new Map<string, number>();
  const late: string[] = [];
  for (const { id, lane, place } of log) {
    const reached = furthest.get(lane) ?? -Infinity;
    if (place < reached) late.push(id);
    else furthest.set(lane, place);
  }
  return late;
};

/** Something that a client requested, with the place at which the system did it. */
export interface Timed extends Placed {
  askedAt: number;
  answeredAt: number;
}

/**
 * Ids of what was done only after something requested later, although it had been answered
 * before that request.
 */
export const judgeRealTime = (done: readonly Timed[]): string[] => {
  const latest = new Map<string, number>();
  const late: string[] = [];
  for (const { id, lane, askedAt, answeredAt } of done.toSorted((a, b) => a.place - b.place)) {
    const before = latest.get(lane) ?? -Infinity;
    if (answeredAt < before) late.push(id);
    latest.set(lane, Math.max(before, askedAt));
  }
  return late;
};

/**
 * The first copy of each event in a log: a publisher that missed Kafka's answer publishes
 * again, and consumers recognise the second copy by its id.
 */
export const firstCopies = <E extends { eventId: string }>(log: readonly E[]): E[] => {
  const seen = new Set<string>();
  return log.filter(({ eventId }) => !seen.has(eventId) && seen.add(eventId));
};

/** Whether nothing is missing. */
export const isComplete = ({ findings, waiting }: Verdict): boolean => waiting === 0 && findings.every(({ lost }) => lost.length === 0);

/**
 * The findings that something is wrong, each list cut short; empty if all is well. Tests
 * compare it with nothing.
 */
export const faultsOf = ({ findings, deadLetters, waiting }: Verdict): object[] => {
  const some = (ids: string[]) => (ids.length > 5 ? [...ids.slice(0, 5), `and ${ids.length - 5} more`] : ids);
  const wrong = findings.filter(({ lost, doubled, outOfOrder }) => lost.length + doubled.length + outOfOrder.length > 0);
  return [
    ...wrong.map(({ lost, doubled, outOfOrder, ...rest }) => ({ ...rest, lost: some(lost), doubled: some(doubled), outOfOrder: some(outOfOrder) })),
    ...(deadLetters.length > 0 ? [{ deadLetters: some(deadLetters) }] : []),
    ...(waiting > 0 ? [{ waiting }] : []),
  ];
};
