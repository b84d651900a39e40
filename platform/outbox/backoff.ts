/** Tries in one round, after which the event is logged and waits for the next round. */
export const triesPerRound = 4;

const firstDelayMs = 200;
const roundDelayMs = 1_000;
const longestDelayMs = 5_000;

/**
 * How long to wait after this many failures in a row, in ms: exponential within a round,
 * longer between rounds. `jitter` in [0, 1) spreads relays that failed together.
 */
export const backoffMs = (failures: number, jitter: number): number => {
  const round = Math.floor((failures - 1) / triesPerRound);
  const tryInRound = (failures - 1) % triesPerRound;
  const endsRound = tryInRound === triesPerRound - 1;
  const delay = endsRound ? roundDelayMs * 2 ** round : firstDelayMs * 2 ** tryInRound;
  return Math.min(delay, longestDelayMs) * (0.75 + jitter / 2);
};
