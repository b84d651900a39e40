import { en, type Chrono, type Component, type ParsedResult } from 'chrono-node';
import { isDueLocal, toDueLocal } from '../due.ts';
import type { ChatContext } from './intent.ts';

/** A stretch of a text that chrono takes for a date, and the days and times that it may mean. */
export interface DateReading {
  index: number;
  end: number;
  text: string;
  meanings: { day: string; time: string | null; saysDay: boolean }[];
  /** Whether it can only be a date: a bare weekday may be part of a title. */
  isCertain: boolean;
  /** Whether it is more often another word: the sun, who sat, a weekend trip. */
  isDoubtful: boolean;
}

const parser: Chrono = en.casual.clone();
// "9am get milk" is no time in Georgia (GET).
parser.refiners = parser.refiners.filter((refiner) => refiner.constructor.name !== 'ExtractTimezoneAbbrRefiner');

const pad = (value: number): string => String(value).padStart(2, '0');

/** What a part of the day means. */
const partOfDay = { morning: '09:00', noon: '12:00', afternoon: '15:00', evening: '18:00', tonight: '20:00', night: '20:00', midnight: '00:00' };

const isDoubtful = /^(?:weekend|sat|sun)$/i;
const isDuration = /^(?!in |within |next |this |coming |end of )(?!.*(?:from now|later)$)/i;

/** Stretches that chrono is too sure about: durations, months, moments of the past. */
const isNoDate = (text: string, result: ParsedResult): boolean => {
  const { start } = result;
  const relative = result.tags().has('result/relativeDate');
  if (/^(last|past)\b|\bago\b|\bseconds?\b/i.test(text)) return true;
  if (/^(?:now|weekday)$/i.test(text)) return true;
  if (relative) return isDuration.test(text);
  return start.isCertain('month') && !start.isCertain('day');
};

/** "at 5" is in the afternoon; "at 5:00" and "5am" are as they say. */
const isAfternoon = ({ start, text }: ParsedResult, hour: number): boolean =>
  hour >= 1 && hour <= 6 && !start.isCertain('meridiem') && !/\d[:.h]\d|^\d{4}-/.test(text);

const clockTime = (result: ParsedResult): string | null => {
  if (!result.start.isCertain('hour')) return null;
  const hour = result.start.get('hour')!;
  return `${pad(isAfternoon(result, hour) ? hour + 12 : hour)}:${pad(result.start.get('minute') ?? 0)}`;
};

const timeOf = (result: ParsedResult): string | null => {
  const tags = result.tags();
  const isPart = ([name]: [string, string]): boolean =>
    tags.has(`casualReference/${name}`) || new RegExp(`\\b${name}$`, 'i').test(result.text);
  const part = Object.entries(partOfDay).find(isPart)?.[1] ?? null;
  return part === '12:00' || part === '00:00' ? part : (clockTime(result) ?? part);
};

const dayOf = ({ start }: ParsedResult): string => `${start.get('year')}-${pad(start.get('month')!)}-${pad(start.get('day')!)}`;

const shift = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first such weekday from a day on; chrono's own choice depends on the zone of the server. */
const nextWeekday = (weekday: number, from: string): string => shift(from, (weekday - new Date(`${from}T00:00Z`).getUTCDay() + 7) % 7);

/** Where only a weekday or a time is said, the next one that lies ahead. */
const ahead = (result: ParsedResult, time: string | null, today: string): string => {
  const says = (part: Component): boolean => result.start.isCertain(part);
  const day = dayOf(result);
  const local = today.slice(0, 10);
  const isPast = `${local}T${time ?? ''}` <= today;
  if (says('day') || says('month')) return day;
  if (says('weekday')) return /^(?:on )?next\b/i.test(result.text) ? day : nextWeekday(result.start.get('weekday')!, isPast ? shift(local, 1) : local);
  return isPast ? shift(local, 1) : local;
};

const swapped = (result: ParsedResult): string | null => {
  const slash = /\b(\d{1,2})\/(\d{1,2})\b/.exec(result.text);
  if (slash === null || slash[1] === slash[2] || Number(slash[1]) > 12 || Number(slash[2]) > 12) return null;
  return `${result.start.get('year')}-${pad(result.start.get('day')!)}-${pad(result.start.get('month')!)}`;
};

const exactInstant = (result: ParsedResult, reference: Date, { now, time_zone }: ChatContext): string | null => {
  const { start } = result;
  const relative = result.tags().has('result/relativeDateAndTime');
  if (!relative && !start.isCertain('timezoneOffset')) return null;
  const moment = relative ? Date.parse(now) + (start.date().getTime() - reference.getTime()) : start.date().getTime();
  return Number.isNaN(moment) ? null : toDueLocal(new Date(moment).toISOString(), time_zone);
};

const meaningsOf = (result: ParsedResult, reference: Date, context: ChatContext): DateReading['meanings'] => {
  const exact = exactInstant(result, reference, context);
  if (exact !== null) return [{ day: exact.slice(0, 10), time: exact.slice(11), saysDay: true }];
  const time = timeOf(result);
  const saysDay = (['day', 'weekday', 'month'] as const).some((part) => result.start.isCertain(part));
  const today = toDueLocal(context.now, context.time_zone);
  const day = ahead(result, time, today);
  const isOver = !result.start.isCertain('hour') && `${day}T${time}` <= today;
  const first = { day, time: isOver ? null : time, saysDay };
  const other = swapped(result);
  return (other === null ? [first] : [first, { ...first, day: other }]).filter(({ day }) => isDueLocal(day));
};

const isCertain = (text: string, { start }: ParsedResult): boolean =>
  start.isCertain('hour') || /\b(today|tomorrow|tonight)\b|\d{4}/i.test(text);

/** Reads the dates of a text as someone in the zone would; numbers such as 2.10 are versions and prices, not times. */
export const readDates = (text: string, context: ChatContext): DateReading[] => {
  // The person's wall clock, handed over as if it were UTC: chrono then needs to know no zone.
  const reference = new Date(`${toDueLocal(context.now, context.time_zone)}Z`);
  const readable = text.replace(/(?<![\d.])\d+\.\d+(?![\d.]|\s?[ap]\.?m)/gi, (number) => '\u0002'.repeat(number.length));
  return parser
    .parse(readable, { instant: reference, timezone: 0 }, { forwardDate: true })
    .filter((result) => !isNoDate(result.text.trim(), result))
    .map((result) => ({
      index: result.index,
      end: result.index + result.text.length,
      text: result.text,
      meanings: meaningsOf(result, reference, context),
      isCertain: isCertain(result.text, result),
      isDoubtful: isDoubtful.test(result.text),
    }))
    .filter(({ meanings }) => meanings.length > 0);
};
