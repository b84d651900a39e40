/** The most bytes of payloads in one page: an entry may have as many as an event, which is 1 MiB. */
const pageBytes = 4 * 1024 * 1024;

/** How many bytes and rows a page has up to and with a row, for the select list; PostgreSQL knows the length without reading the text. */
export const runningBytes = (order: string): string =>
  `sum(coalesce(octet_length(payload), 0)) over (order by ${order}) as bytes_so_far, row_number() over (order by ${order}) as row_so_far`;

/** Keeps the rows that fit, and the first one whatever its size. */
export const fitsPage = `(bytes_so_far <= ${pageBytes} or row_so_far = 1)`;
