import { toDueLocal } from '../due.ts';
import { normaliseRule, ruleFrom } from '../recurrence-rule.ts';
import type { ChatContext } from './intent.ts';
import type { Meaning } from './take-date.ts';

const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?';
const every = new RegExp(
  `\\b(?:every|each)\\s+(?:(other|second|third|\\d{1,2}(?:st|nd|rd|th)?)\\s+)?` +
    `(days?|weeks?|months?|years?|weekdays?|workdays?|working days?|weekends?|${weekday}(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*,\\s*and\\s+)${weekday})*)(?=$|[\\s,.;])`,
  'i',
);
const adverb = /(?:^|\s)(daily|weekly|fortnightly|monthly|yearly|annually|on weekdays)(?=$|\s+(?:at|on|from|starting)\b)/i;
const explicit = /(?:^|\s)repeat:(\S+)/i;

const units: Record<string, string> = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' };
const adverbs: Record<string, string> = {
  daily: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
  yearly: 'FREQ=YEARLY',
  annually: 'FREQ=YEARLY',
  'on weekdays': 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
};

const daysOf = (text: string): string => {
  if (/^(weekday|work)/.test(text)) return 'MO,TU,WE,TH,FR';
  if (text.startsWith('weekend')) return 'SA,SU';
  const names = text.match(/\b(mo|tu|we|th|fr|sa|su)/g) ?? [];
  return [...new Set(names)].join(',').toUpperCase();
};

const intervalOf = (step: string | undefined): number =>
  step === undefined ? 1 : ({ other: 2, second: 2, third: 3 }[step.toLowerCase()] ?? Number.parseInt(step, 10));

const ruleOf = (step: string | undefined, subject: string): string => {
  const interval = intervalOf(step) > 1 ? `;INTERVAL=${intervalOf(step)}` : '';
  const unit = units[subject.replace(/s$/, '')];
  return unit === undefined ? `FREQ=WEEKLY${interval};BYDAY=${daysOf(subject)}` : `FREQ=${unit}${interval}`;
};

const cut = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();

/** Takes "every other monday", "daily" or "repeat:FREQ=…" out of a text. */
export const takeRepeat = (text: string): { text: string; recurrence: string | null } => {
  const written = explicit.exec(text);
  const rule = written === null ? null : normaliseRule(written[1]!);
  if (written !== null && rule !== null) return { text: cut(text, written), recurrence: rule };
  const said = every.exec(text);
  if (said !== null) return { text: cut(text, said), recurrence: ruleOf(said[1], said[2]!.toLowerCase()) };
  const word = adverb.exec(text);
  return word === null ? { text, recurrence: null } : { text: cut(text, word), recurrence: adverbs[word[1]!.toLowerCase()]! };
};

/** The first due time of a rule that lies ahead, from a day or a time of day that was said with it. */
export const firstOccurrence = (recurrence: string, said: Meaning | undefined, { now, time_zone }: ChatContext): string | null => {
  const time = said?.time ?? null;
  const from = said?.day ?? toDueLocal(now, time_zone).slice(0, 10);
  const anchor = new Date(`${from}T${time ?? '00:00'}Z`);
  const first = ruleFrom(recurrence, anchor).after(anchor, true);
  return first === null ? null : first.toISOString().slice(0, time === null ? 10 : 16);
};
