/** Numbers in [0, 1) that are the same in every run (mulberry32), for tests that try many cases. */
export const createRandom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** The items in an order that the numbers decide. */
export const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
  items.map((item) => [random(), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item);
