/** One page of a list: `last` is its last item where there are more after it, so that an exactly full last page has no successor. */
export interface Page<T> {
  items: T[];
  last: T | undefined;
}

/** Cuts a page out of rows of which one more than `limit` was asked for. */
export const cutPage = <T>(rows: readonly T[], limit: number): Page<T> => {
  const items = rows.slice(0, limit);
  return { items, last: rows.length > limit ? items.at(-1) : undefined };
};
