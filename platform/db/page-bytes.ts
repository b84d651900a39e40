import type { Page } from '../http/page.ts';

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

/**
 * What a page is made of: `found` is a query for one row more than the limit, `bytes` the
 * size of one of its rows.
 */
export interface PageQuery {
  columns: string;
  found: string;
  order: string;
  bytes: string;
}

/**
 * The rows of a page, each with how many were found: cut by bytes, and by {@link cutListed}
 * by number.
 */
export const listPage = ({ columns, found, order, bytes }: PageQuery): string =>
  `select ${columns}, listed from (select *, count(*) over () as listed, ${runningBytes(order, bytes)} from (${found}) found) page where ${fitsPage} order by ${order}`;

/**
 * A page out of the rows of {@link listPage}; more follow where it was cut, by number or by
 * bytes.
 */
export const cutListed = <T extends object>(rows: readonly (T & { listed: number })[], limit: number): Page<T> => {
  const items = rows.slice(0, limit).map(({ listed: _ofAll, ...row }) => row as unknown as T);
  return { items, last: (rows[0]?.listed ?? 0) > items.length ? items.at(-1) : undefined };
};
