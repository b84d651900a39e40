/**
 * Rows as one parameter of a statement, for `json_populate_recordset` and
 * `json_to_recordset`. Half a surrogate pair, which PostgreSQL rejects in JSON, becomes
 * U+FFFD, as in any other text that is sent to it.
 */
export const jsonRows = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_name, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
