/** What a cell of a table shows. */
export type Cell = string | number | null | undefined;

/**
 * One line of a text without control characters: anyone can cause a message or payload, and
 * terminals obey some characters.
 */
export const safeLine = (line: string): string => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trimEnd();

/** A text on one line, without control characters. */
export const clean = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const show = (cell: Cell): string => (cell === null || cell === undefined || cell === '' ? '-' : clean(String(cell)));

const cut = (text: string, width: number): string => {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(1, width - 1)).join('')}…`;
};

const widthOf = (text: string): number => [...text].length;

const align = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
};

/**
 * A table as aligned lines: numbers to the right, and the last column cut to what is left
 * of `width` characters.
 */
export const table = (heads: readonly string[], rows: readonly (readonly Cell[])[], width = Number.POSITIVE_INFINITY): string[] => {
  const cells = rows.map((row) => row.map(show));
  const widths = heads.map((head, i) => Math.max(widthOf(head), ...cells.map((row) => widthOf(row[i] ?? ''))));
  const right = heads.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const last = heads.length - 1;
  const before = widths.slice(0, last).reduce((sum, each) => sum + each + 2, 0);
  widths[last] = Math.max(widthOf(heads[last]!), Math.min(widths[last]!, width - before));
  const line = (row: readonly string[]): string => row.map((text, i) => align(cut(text, widths[i]!), widths[i]!, right[i]!)).join('  ').trimEnd();
  return [line(heads.map((head) => head.toUpperCase())), ...cells.map(line)];
};

/** Names and values as aligned lines. */
export const pairs = (entries: readonly (readonly [string, Cell])[]): string[] => {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${show(value)}`);
};

/** The beginning of a group's fingerprint, which is enough to identify it. */
export const shortGroup = (group: string): string => group.slice(0, 12);

/** An instant to the second. */
export const atSecond = (iso: string | null): string | null => iso?.replace(/\.\d+Z$/, 'Z').replace('T', ' ') ?? null;

/** A ratio as a percentage. */
export const percent = (ratio: number | null): string | null => (ratio === null ? null : `${Number((ratio * 100).toFixed(1))} %`);

/** How much of a whole is done, as a bar of 20 characters. */
export const bar = (done: number, total: number): string => {
  const filled = total === 0 ? 20 : Math.floor((done / total) * 20);
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}]`;
};
