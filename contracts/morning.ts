/**
 * The time of day that stands for a day without one: all-day tasks count as due from it,
 * and "in the morning" reminds at it.
 */
export const morning = '09:00';
