/** A text that PostgreSQL can store: without NUL and cut to a length. */
export const clean = (text: string, length: number): string => text.slice(0, length).replaceAll('\u0000', '\uFFFD');

/** {@link clean} for a value that may not be a text. */
export const cleanOr = <T>(value: unknown, length: number, otherwise: T): string | T =>
  typeof value === 'string' ? clean(value, length) : otherwise;
