import { readDates, type DateReading } from './read-date.ts';
import type { ChatContext } from './intent.ts';

/** A day and perhaps a time that a text names. */
export type Meaning = DateReading['meanings'][number];

const prepositions = /(?:^|(?<=[\s,;(]))(?:(?:due|on|by|at|until|till|before|for|starting|from)\s+)+(?:the\s+)?$/i;
const strongStart = /^(?:on|at|by|in|due|until|till|before)\b/i;
const connector = /^\s*(?:or|and|,|\/|&)\s*(?:on|at|by)?\s*$/i;
const lead = /^\s*(?:to\b|,|:|-|–)/i;

/** Which chrono doesn't know; amid a text it is a film. */
const dayAfterTomorrow = /^(?:the )?day after tomorrow\b|\b(?:the )?day after tomorrow(?=\s*(?:$|[.,!?\d]|at\b))/gi;

interface Span {
  start: number;
  end: number;
  hasPreposition: boolean;
  readings: DateReading[];
}

const toSpan = (text: string, reading: DateReading): Span => {
  const before = prepositions.exec(text.slice(0, reading.index));
  return {
    start: before === null ? reading.index : before.index,
    end: reading.end,
    hasPreposition: before !== null || strongStart.test(reading.text),
    readings: [reading],
  };
};

/** "monday or tuesday" is one place with two readings. */
const group = (text: string, spans: Span[]): Span[] => {
  const groups: Span[] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last !== undefined && connector.test(text.slice(last.end, span.start) || ' ')) {
      last.end = span.end;
      last.readings.push(...span.readings);
    } else groups.push(span);
  }
  return groups;
};

const isSlashWithoutYear = (reading: DateReading): boolean => /^\d{1,2}\/\d{1,2}\b(?!\/)/.test(reading.text);

/** A date counts at the end of a text, at its start where it can be nothing else, and amid it only after a preposition. */
const counts = (text: string, span: Span): boolean => {
  const after = text.slice(span.end);
  if (!span.hasPreposition && span.readings.some((one) => one.isDoubtful || isSlashWithoutYear(one))) return false;
  if (/^[\s.,!?)]*$/.test(after)) return true;
  if (text.slice(0, span.start).trim() === '') return span.hasPreposition || lead.test(after) || span.readings.every((one) => one.isCertain);
  return span.hasPreposition && /^[\s,]/.test(after);
};

const cut = (text: string, spans: Span[]): string =>
  spans
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, '');

/** Takes the dates out of a text; more than one meaning is a question for the person who wrote it. */
export const takeDates = (original: string, context: ChatContext): { text: string; meanings: Meaning[] } => {
  const text = original.replace(dayAfterTomorrow, 'in 2 days');
  const spans = group(text, readDates(text, context).map((reading) => toSpan(text, reading))).filter((span) => counts(text, span));
  if (spans.length === 0) return { text: original, meanings: [] };
  return { text: cut(text, spans), meanings: spans.flatMap((span) => span.readings.flatMap((reading) => reading.meanings)) };
};

/** The dates that a whole text means, or none where it says anything else. */
export const readWholeDate = (text: string, context: ChatContext): Meaning[] => {
  const { text: rest, meanings } = takeDates(text, context);
  return rest === '' ? meanings : [];
};

/** A meaning as a due time. */
export const asDueLocal = ({ day, time }: Pick<Meaning, 'day' | 'time'>): string => (time === null ? day : `${day}T${time}`);
