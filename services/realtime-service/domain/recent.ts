/** Remembers the latest ids, so that none is taken twice; true if an id is new. */
export const createRecent = (count: number): ((id: string) => boolean) => {
  const ids = new Set<string>();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    // A Set keeps the order of insertion.
    if (ids.size > count) ids.delete(ids.values().next().value!);
    return true;
  };
};
