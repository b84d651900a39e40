/**
 * A text as an instant that PostgreSQL can store, ISO; null when it is none. The year has
 * four digits: PostgreSQL reads no other ISO years, and has no year 0.
 */
export const instantOf = (value: unknown): string | null => {
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(instant.getTime()) || !/^(?!0000)\d{4}-/.test(instant.toISOString()) ? null : instant.toISOString();
};
