import { frame, lineY, text } from '@observablehq/plot';
import { draw } from '../bench/page/chart.ts';
import { table } from '../bench/page/format.ts';
import type { Moment } from './soak.ts';

interface Value {
  part: string;
  minute: number;
  value: number;
}

/** What a page says of a soak, and its charts as SVG by the name of the file. */
export interface SoakSection {
  text: string;
  charts: Readonly<Record<string, string>>;
}

const columns = 4;

/** Sidecars, and brokers, are shown together: each alone is one of several alike. */
const together = (part: string): string => {
  if (part.endsWith('.dapr')) return 'sidecars';
  return part.startsWith('kafka ') ? 'brokers' : part;
};

const summed = (course: readonly Moment[], of: (moment: Moment) => Record<string, number>, nameOf: (name: string) => string): Value[] =>
  course.flatMap((moment) => {
    const sums = new Map<string, number>();
    for (const [name, value] of Object.entries(of(moment))) sums.set(nameOf(name), (sums.get(nameOf(name)) ?? 0) + value);
    return [...sums].map(([part, value]) => ({ part, minute: moment.minute, value }));
  });

/** One small chart for each part, all with the same axes. */
const panels = (values: readonly Value[], unit: string): string => {
  const parts = [...new Set(values.map(({ part }) => part))].sort();
  const place = ({ part }: { part: string }): { fx: number; fy: number } => ({ fx: parts.indexOf(part) % columns, fy: Math.floor(parts.indexOf(part) / columns) });
  const placed = values.map((value) => ({ ...value, ...place(value) }));
  return draw({
    width: 900,
    height: 60 + 130 * Math.ceil(parts.length / columns),
    marginLeft: 50,
    marginBottom: 40,
    fx: { axis: null, padding: 0.12 },
    fy: { axis: null, padding: 0.2 },
    x: { label: 'minutes', ticks: 3 },
    y: { label: unit, grid: true, ticks: 3, zero: true },
    marks: [
      frame({ stroke: '#ccc' }),
      lineY(placed, { fx: 'fx', fy: 'fy', x: 'minute', y: 'value', stroke: '#4269d0' }),
      text(parts.map((part) => ({ part, ...place({ part }) })), { fx: 'fx', fy: 'fy', text: 'part', frameAnchor: 'top', lineAnchor: 'bottom', dy: -3 }),
    ],
  });
};

/** At its beginning, at its end, and the most in between. */
const summary = (values: readonly Value[], shown: (value: number) => string): string => {
  const byPart = [...Map.groupBy(values, ({ part }) => part)].sort(([a], [b]) => a.localeCompare(b));
  return table(['', 'first', 'most', 'last'], byPart.map(([part, of]) => [part, ...[of[0]!.value, Math.max(...of.map(({ value }) => value)), of.at(-1)!.value].map(shown)]));
};

const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Tells the course of a soak: each part's memory, and what must not grow. */
export const soakSection = (course: readonly Moment[]): SoakSection => {
  const memory = summed(course, (moment) => moment.memory, together);
  const rows = summed(course, (moment) => moment.rows, (name) => name.split('.')[1]!);
  return {
    charts: { 'soak-memory.svg': panels(memory, 'MiB'), 'soak-rows.svg': panels(rows, 'rows') },
    text: `
## The soak in its course

Seen once a minute. Memory in MiB; a part that was killed begins anew.

![Memory of each part](reliability/soak-memory.svg)

${summary(memory, whole)}

Rows, of all services together, in the tables that must not grow with what has been done:

![Rows of these tables](reliability/soak-rows.svg)

${summary(rows, whole)}
`,
  };
};
