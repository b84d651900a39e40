/** A stranger's text as PostgreSQL can hold it, without NUL, cut to a length. */
export const clean = (text: string, length: number): string => text.slice(0, length).replaceAll('\u0000', '\uFFFD');

/** {@link clean} for what may be no text at all. */
export const cleanOr = <T>(value: unknown, length: number, otherwise: T): string | T =>
  typeof value === 'string' ? clean(value, length) : otherwise;
