/**
 * One page of a list; `last` is its last item if more follow, so that an exactly full last
 * page has no cursor.
 */
export interface Page<T> {
  items: T[];
  last: T | undefined;
}

/** Cuts a page out of rows that were queried with `limit` + 1. */
export const cutPage = <T>(rows: readonly T[], limit: number): Page<T> => {
  const items = rows.slice(0, limit);
  return { items, last: rows.length > limit ? items.at(-1) : undefined };
};
