/** Longer than it takes an event to come back as a notice. */
const rememberMs = 60_000;

const own = new Map<string, number>();

/** Remembers which tasks were just changed in this browser. */
export const noteOwn = (ids: readonly string[], now = Date.now()): void => {
  for (const [id, at] of own) if (now - at > rememberMs) own.delete(id);
  for (const id of ids) own.set(id, now);
};

/** Whether all of these were just changed here: their owner need not be told. */
export const isOwn = (ids: readonly string[]): boolean => ids.length > 0 && ids.every((id) => own.has(id));
