/** The most bytes of texts in one page: a row may have as many as an event, which is 1 MiB. */
const pageBytes = 4 * 1024 * 1024;

/** How many bytes and rows a page has up to and with a row, for the select list; PostgreSQL knows the length of a text without reading it. */
export const runningBytes = (order: string, bytes: string): string =>
  `sum(${bytes}) over (order by ${order}) as bytes_so_far, row_number() over (order by ${order}) as row_so_far`;

/** Keeps the rows that fit, and the first one whatever its size. */
export const fitsPage = `(bytes_so_far <= ${pageBytes} or row_so_far = 1)`;
