/**
 * One entry of BYDAY: a weekday, Monday being 0, and which ones: each (0) or the nth,
 * counted from the end if negative.
 */
export interface NthWeekday {
  n: number;
  weekday: number;
}

/** A rule as it is expanded. */
export interface Rule {
  freq: string;
  interval: number;
  count: number | null;
  until: string | null;
  byDay: NthWeekday[];
  byMonthDay: number[];
  byMonth: number[];
  bySetPos: number[];
  /** The weekday on which weeks begin. */
  weekStart: number;
}

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const list = (text: string | undefined): string[] => (text === undefined ? [] : text.split(','));

const readWeekday = (entry: string): NthWeekday => ({ n: Number(entry.slice(0, -2)), weekday: names.indexOf(entry.slice(-2)) });

/** The parts of a canonical rule. */
export const parseRule = (canonical: string): Rule => {
  const parts = new Map(canonical.split(';').map((part) => part.split('=') as [string, string]));
  const numbers = (name: string): number[] => list(parts.get(name)).map(Number);
  return {
    freq: parts.get('FREQ')!,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    until: parts.get('UNTIL') ?? null,
    byDay: list(parts.get('BYDAY')).map(readWeekday),
    byMonthDay: numbers('BYMONTHDAY'),
    byMonth: numbers('BYMONTH'),
    bySetPos: numbers('BYSETPOS'),
    weekStart: parts.has('WKST') ? names.indexOf(parts.get('WKST')!) : 0,
  };
};
