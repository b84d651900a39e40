/** What becomes of a due reminder. */
export type Settlement = { state: 'sent'; late_seconds: number; collapsed: number } | { state: 'collapsed' };

/** A reminder up to this late still counts as on time, in ms. */
export const onTimeMs = 60_000;

/**
 * Decides on the due reminders of one task: late ones are collapsed into the newest due
 * one, which says how late it is.
 */
export const settleDue = <R extends { remind_at: Date }>(due: readonly R[], now: Date): [R, Settlement][] => {
  const inOrder = due.toSorted((a, b) => a.remind_at.getTime() - b.remind_at.getTime());
  const delayOf = ({ remind_at }: R): number => now.getTime() - remind_at.getTime();
  const isLate = (reminder: R): boolean => delayOf(reminder) > onTimeMs;
  const collapsed = inOrder.slice(0, -1).filter(isLate).length;
  return inOrder.map((reminder, index) => {
    const newest = index === inOrder.length - 1;
    if (isLate(reminder) && !newest) return [reminder, { state: 'collapsed' }];
    const late_seconds = isLate(reminder) ? Math.floor(delayOf(reminder) / 1_000) : 0;
    return [reminder, { state: 'sent', late_seconds, collapsed: newest ? collapsed : 0 }];
  });
};
