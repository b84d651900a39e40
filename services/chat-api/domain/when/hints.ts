import type { Clock } from './clock.ts';
import type { Cluster } from './clusters.ts';
import type { Token } from './tokens.ts';

const early = new Set('wake waking breakfast alarm sunrise dawn morning'.split(' '));
const late = new Set('dinner supper restaurant table drinks party cinema movie film concert theatre theater opera gig pub bar date bed bedtime sleep sunset evening quiz fireworks pyjama'.split(' '));

const hinted = (clock: Clock, words: ReadonlySet<string>): Clock => {
  if (clock.half !== 'open' || clock.more !== null) return clock;
  if ([...early].some((word) => words.has(word))) return { ...clock, half: 'said' };
  const isEvening = clock.at >= 5 * 60 && clock.at < 720 && [...late].some((word) => words.has(word));
  return isEvening ? { ...clock, half: 'either' } : clock;
};

/** "wake me at 6" is in the morning; "dinner at 8" probably is not, so the person is asked. */
export const withHints = (clusters: readonly Cluster[], tokens: readonly Token[]): Cluster[] => {
  const words = new Set(tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text));
  return clusters.map((one) => (one.moment.clock === null ? one : { ...one, moment: { ...one.moment, clock: hinted(one.moment.clock, words) } }));
};
