import type { Difference } from '#contracts/http/ops/replays';

type Container = Record<string, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Two objects or two lists are compared member by member; anything else as a whole. */
const alike = (before: unknown, after: unknown): boolean =>
  isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after);

const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const side = (name: 'before' | 'after', value: unknown): object => (value === undefined ? {} : { [name]: value });

/**
 * Where `after` differs from `before`, in the order of the fields, as JSON Pointers (RFC
 * 6901); undefined is a side that is not there.
 */
export const diffValues = (before: unknown, after: unknown, path = ''): Difference[] => {
  if (!alike(before, after)) {
    const same = before === after;
    return same ? [] : [{ path, ...side('before', before), ...side('after', after) }];
  }
  const [old, now] = [before as Container, after as Container];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => diffValues(old[name], now[name], `${path}/${escape(name)}`));
};
