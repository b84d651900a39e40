/** How many of the places for push services one of them may take, and all slow ones together. */
export interface HostLimits {
  perHost: number;
  slow: number;
  /** How long a service counts as slow after it did not answer in time, in ms. */
  slowForMs: number;
}

/** Which push services may be asked now. */
export interface Hosts {
  /** Takes a place; null if there is none at the moment. */
  enter(host: string): { leave(isSlow: boolean): void } | null;
}

/** Keeps services that never answer, however many, from taking more than their share. */
export const createHosts = ({ perHost, slow, slowForMs }: HostLimits, now: () => number): Hosts => {
  const entered = new Map<string, number>();
  const slowUntil = new Map<string, number>();
  let slowNow = 0;

  const isSlow = (host: string): boolean => {
    const until = slowUntil.get(host);
    if (until === undefined) return false;
    if (until > now()) return true;
    slowUntil.delete(host);
    return false;
  };
  const leave = (host: string, wasSlow: boolean): void => {
    const left = entered.get(host)! - 1;
    if (left === 0) entered.delete(host);
    else entered.set(host, left);
    if (wasSlow) slowNow -= 1;
  };

  return {
    enter: (host) => {
      const countsAsSlow = isSlow(host);
      if ((entered.get(host) ?? 0) >= perHost || (countsAsSlow && slowNow >= slow)) return null;
      entered.set(host, (entered.get(host) ?? 0) + 1);
      if (countsAsSlow) slowNow += 1;
      return {
        leave: (tookTooLong) => {
          leave(host, countsAsSlow);
          if (tookTooLong) slowUntil.set(host, now() + slowForMs);
        },
      };
    },
  };
};
