/** How much of what push services may take at once belongs to one of them, and to all slow ones together. */
export interface HostLimits {
  perHost: number;
  slow: number;
  /** How long one that did not answer in time counts as slow, in ms. */
  slowForMs: number;
}

/** Which push services may be asked now. */
export interface Hosts {
  /** Takes a place; null where there is none now. */
  enter(host: string): { leave(isSlow: boolean): void } | null;
}

/** A service that swallows what it is sent, or many of them, take no more than their part from the others. */
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
