import type { Cluster } from './clusters.ts';
import type { Day } from './day.ts';
import type { Token } from './tokens.ts';

const joints: Record<string, 'alternatives' | 'several'> = { or: 'alternatives', and: 'several', '&': 'several', '/': 'alternatives' };

const jointBetween = (one: Cluster, two: Cluster, tokens: readonly Token[]): 'alternatives' | 'several' | null => {
  const { next } = one.stretches.at(-1)!;
  const { at } = two.stretches[0]!;
  const words = tokens.slice(next, at).filter(({ text }) => text !== ',' && text !== 'on' && text !== 'at');
  if (words.length === 0 && tokens[next]?.text === ',') return 'several';
  return words.length === 1 && at - next <= 3 ? (joints[words[0]!.text] ?? null) : null;
};

const both = (one: Day, two: Day, reason: 'alternatives' | 'several'): Day => ({ is: 'either', days: [...(one.is === 'either' && one.reason === reason ? one.days : [one]), two], reason });

const isDated = ({ moment }: Cluster): boolean => moment.day !== null && moment.after === null && moment.role === null;

const canJoin = (one: Cluster | undefined, two: Cluster): one is Cluster => one !== undefined && isDated(one) && isDated(two) && (one.moment.clock === null || two.moment.clock === null);

const joinTwo = (one: Cluster, two: Cluster, joint: 'alternatives' | 'several'): Cluster => {
  const { moment, stretches } = one;
  const { day, clock, part } = two.moment;
  return {
    moment: { ...moment, day: both(moment.day!, day!, joint), clock: moment.clock ?? clock, part: moment.part ?? part },
    stretches: [...stretches.slice(0, -1), { at: stretches.at(-1)!.at, next: two.stretches.at(-1)!.next }],
  };
};

/**
 * "monday or tuesday" is one place with two readings; "monday and tuesday" are two days,
 * and the person is asked which is meant.
 */
export const joinAlternatives = (clusters: readonly Cluster[], tokens: readonly Token[]): Cluster[] => {
  const joined: Cluster[] = [];
  for (const cluster of clusters) {
    const last = joined.at(-1);
    const joint = canJoin(last, cluster) ? jointBetween(last, cluster, tokens) : null;
    if (joint === null) joined.push(cluster);
    else joined[joined.length - 1] = joinTwo(last!, cluster, joint);
  }
  return joined;
};
