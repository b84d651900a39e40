/**
 * The time of day used where a date has none: all-day tasks count as due from then on,
 * and a reminder "in the morning" is sent then.
 */
export const morning = '09:00';
