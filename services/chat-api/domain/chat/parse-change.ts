import { taskLimits } from '#contracts/task';
import type { Masked } from './clean-text.ts';
import { formatDue } from './format-due.ts';
import { unclear, type ChatContext, type ChatPatch, type DuePatch, type Intent } from './intent.ts';
import { findTags, takeMarkers } from './markers.ts';
import { asDueLocal, readWholeDate } from './take-date.ts';
import { quote } from './clean-text.ts';

/** What is said about which task: "the task buy milk" is "buy milk". */
export const asQuery = (text: string, said: Masked): string =>
  said.restore(text.trim().replace(/^(?:the\s+)?(?:task|todo|item)[:\s]+(?=\S)/i, '').trim());

/** One reading of a change. */
export const change = (query: string, patch: ChatPatch): Intent =>
  query === '' ? unclear('no_task') : { kind: 'change', readings: [{ query, patch }] };

/** Renames; where "to" stands more than once, each place is a possible border. */
export const parseRename = (rest: string, said: Masked): Intent => {
  const borders = [...rest.matchAll(/\s+(?:to|as|into)\s+/gi)];
  const readings = borders
    .map((border) => ({
      query: asQuery(rest.slice(0, border.index), said),
      patch: { title: said.restore(rest.slice(border.index + border[0].length)) },
    }))
    .filter(({ query, patch }) => query !== '' && patch.title !== '');
  if (readings.length === 0) return unclear('no_title');
  if (readings.some(({ patch }) => patch.title.length > taskLimits.title)) return unclear('title_too_long');
  return { kind: 'change', readings };
};

const toDuePatch = ({ day, time, saysDay }: { day: string; time: string | null; saysDay: boolean }): DuePatch => ({
  day: saysDay ? day : null,
  time,
});

/** Moves a task to another due time; a day alone keeps the time, a time alone keeps the day. */
export const parseMove = (subject: string, when: string, { said, context }: { said: Masked; context: ChatContext }): Intent => {
  const query = asQuery(subject, said);
  if (query === '') return unclear('no_task');
  if (/^(?:no date|none|never|nothing)$/i.test(when)) return change(query, { due: null });
  const bareTime = /^\d{2}:\d{2}$/.test(when) ? [{ day: '', time: when, saysDay: false }] : readWholeDate(when, context);
  const meanings = [...new Map(bareTime.map((meaning) => [asDueLocal(meaning), meaning])).values()];
  const [only] = meanings;
  if (only === undefined) return unclear('no_date');
  if (meanings.length === 1) return change(query, { due: toDuePatch(only) });
  return unclear(
    'several_dates',
    meanings.map((meaning) => ({
      label: formatDue(asDueLocal(meaning), context.time_zone),
      message: `move ${quote(query)} to ${asDueLocal(meaning)}`,
    })),
  );
};

/** Puts tags on a task or takes them off. */
export const parseTags = (rest: string, said: Masked, field: 'add_tags' | 'remove_tags'): Intent => {
  const tags = findTags(rest).slice(0, taskLimits.tags);
  if (tags.length === 0) return unclear('not_understood');
  const subject = takeMarkers(rest).text.replace(/\s+(?:with|as|from|to)$/i, '').replace(/^(?:from|to)\s+/i, '');
  return change(asQuery(subject, said), { [field]: tags });
};
