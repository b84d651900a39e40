/** The most bytes of text in one page: a row may be as large as an event, which is 1 MiB. */
const pageBytes = 4 * 1024 * 1024;

/**
 * The bytes and the rows of a page up to and including each row, for the select list;
 * PostgreSQL knows the length of a text without reading it.
 */
export const runningBytes = (order: string, bytes: string): string =>
  `sum(${bytes}) over (order by ${order}) as bytes_so_far, row_number() over (order by ${order}) as row_so_far`;

/** Keeps the rows that fit, and the first one in any case. */
export const fitsPage = `(bytes_so_far <= ${pageBytes} or row_so_far = 1)`;
