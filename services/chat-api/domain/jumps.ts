/** By how much numbers go on above those of a backup, so that none is given twice. */
export interface Jumps {
  version_jump: number;
  seq_jump: number;
}

/**
 * The jumps over the time between a backup and its restoration. They grow with that time, by more than anything can be changed in it: so a second
 * return to the same backup lands above what was numbered after the first. What a burst may add comes on top.
 */
export const jumpsOver = (restoredTo: Date, now: Date): Jumps => {
  const seconds = Math.max(0, Math.ceil((now.getTime() - restoredTo.getTime()) / 1_000));
  return { version_jump: 1_000_000 + 100 * seconds, seq_jump: 1_000_000_000 + 100_000 * seconds };
};
