/** A text as an instant that PostgreSQL can hold, ISO; null where it is none. Four digits: it reads no other years as ISO writes them, and knows no year 0. */
export const instantOf = (value: unknown): string | null => {
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(instant.getTime()) || !/^(?!0000)\d{4}-/.test(instant.toISOString()) ? null : instant.toISOString();
};
