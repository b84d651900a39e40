/** Longer than an event takes to come back as a notice. */
const rememberMs = 60_000;

const own = new Map<string, number>();

/** Remembers tasks that were just changed in this browser. */
export const noteOwn = (ids: readonly string[], now = Date.now()): void => {
  for (const [id, at] of own) if (now - at > rememberMs) own.delete(id);
  for (const id of ids) own.set(id, now);
};

/** Whether somebody just changed all of these here: they need not be told. */
export const isOwn = (ids: readonly string[]): boolean => ids.length > 0 && ids.every((id) => own.has(id));
