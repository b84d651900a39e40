/**
 * How the events of a partition are spread over their keys: from this follows how many keys
 * there are, weighted by how busy each is.
 */
export interface KeyMix {
  events: number;
  /** The sum of the squares of the number of events of each key. */
  squares: number;
}

/** Counts events by key. */
export interface KeyCounter {
  count(place: string, key: string, now: number): void;
  /** The mix of the last complete window, or of the first one while it is still running. */
  mixOf(place: string, now: number): KeyMix | undefined;
}

interface Window {
  began: number;
  mix: KeyMix;
  byKey: Map<string, number>;
}

/**
 * With more keys than this in a window there are certainly many; each further event counts
 * as a key of its own.
 */
const mostKeys = 10_000;

const begin = (began: number): Window => ({ began, mix: { events: 0, squares: 0 }, byKey: new Map() });

const add = ({ mix, byKey }: Window, key: string): void => {
  const before = byKey.get(key) ?? 0;
  mix.events += 1;
  mix.squares += 2 * before + 1;
  if (before > 0 || byKey.size < mostKeys) byKey.set(key, before + 1);
};

/** A counter with windows of this length, in ms. */
export const createKeyCounter = (windowMs: number): KeyCounter => {
  const windows = new Map<string, { current: Window; complete: Window | undefined }>();
  const at = (place: string, now: number) => {
    const began = now - (now % windowMs);
    const known = windows.get(place);
    if (known?.current.began === began) return known;
    const complete = known?.current.began === began - windowMs ? known.current : undefined;
    const turned = { current: begin(began), complete };
    windows.set(place, turned);
    return turned;
  };
  return {
    count: (place, key, now) => add(at(place, now).current, key),
    mixOf: (place, now) => {
      if (!windows.has(place)) return undefined;
      const { current, complete } = at(place, now);
      return { ...(complete ?? current).mix };
    },
  };
};
