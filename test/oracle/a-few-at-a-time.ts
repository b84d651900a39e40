const atOnce = 8;

/**
 * Does work for each item, a few at a time, because a request does not wait for its turn
 * for ever.
 */
export const aFewAtATime = async <In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> => {
  const done: Out[] = [];
  while (done.length < items.length) done.push(...(await Promise.all(items.slice(done.length, done.length + atOnce).map(work))));
  return done;
};
