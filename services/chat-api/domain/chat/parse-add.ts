import { taskLimits } from '#contracts/task';
import type { Masked } from './clean-text.ts';
import { formatDue } from './format-due.ts';
import { unclear, type AddIntent, type ChatContext, type Intent } from './intent.ts';
import { takeMarkers, takeTrailingPriority } from './markers.ts';
import { addMessage } from './messages.ts';
import { takeRemindBefore } from './remind-before.ts';
import { firstOccurrence, takeRepeat } from './repeat.ts';
import { asDueLocal, takeDates, type Meaning } from './take-date.ts';

const filler = /^(?:to|about|of|that)\s+/i;
const destination = /\s+to (?:my|the) (?:to-?do )?(?:list|tasks)$/i;

interface Draft {
  add: Omit<AddIntent, 'due_local'>;
  meanings: Meaning[];
}

const tidyTitle = (text: string): string => text.replace(destination, '').replace(filler, '').trim();

const readDraft = (said: Masked, context: ChatContext): Draft => {
  const marked = takeMarkers(said.text);
  const early = takeTrailingPriority(marked.text);
  const reminding = takeRemindBefore(early.text);
  const repeating = takeRepeat(reminding.text);
  const dated = takeDates(repeating.text, context);
  // Without a due time there is nothing to remind of: "10 minutes before" is then part of the title.
  const isDated = dated.meanings.length > 0 || repeating.recurrence !== null;
  const rest = takeTrailingPriority(isDated ? dated.text : early.text);
  return {
    meanings: dated.meanings,
    add: {
      kind: 'add',
      title: said.restore(tidyTitle(rest.text)),
      priority: marked.priority ?? early.priority ?? rest.priority,
      tags: marked.tags,
      recurrence: repeating.recurrence,
      remind_before: isDated ? reminding.remind_before : null,
    },
  };
};

const dueOf = ({ add, meanings: [said] }: Draft, context: ChatContext): string | null => {
  if (add.recurrence !== null) return firstOccurrence(add.recurrence, said, context);
  return said === undefined ? null : asDueLocal(said);
};

/** The same text with its dates left in the title. */
const literally = ({ add }: Draft, whole: string): string =>
  addMessage({ ...add, title: whole, due_local: null, recurrence: null, remind_before: null });

const askWhichDate = (draft: Draft, whole: string, { time_zone }: ChatContext): Intent => {
  const dates = [...new Set(draft.meanings.map(asDueLocal))];
  const title = draft.add.title === '' ? whole : draft.add.title;
  const choices = dates.map((due_local) => ({
    label: formatDue(due_local, time_zone),
    message: addMessage({ ...draft.add, title, due_local }),
  }));
  return unclear('several_dates', [...choices, { label: `No date: “${whole}”`, message: literally(draft, whole) }]);
};

/** Reads what to add: title, due time, tags, priority, repetition and reminders. */
export const parseAdd = (said: Masked, context: ChatContext): Intent => {
  const draft = readDraft(said, context);
  const whole = said.restore(tidyTitle(takeMarkers(said.text).text));
  if (whole === '') return unclear('no_title');
  if (whole.length > taskLimits.title) return unclear('title_too_long');
  if (new Set(draft.meanings.map(asDueLocal)).size > 1) return askWhichDate(draft, whole, context);
  if (draft.add.title !== '') return { ...draft.add, due_local: dueOf(draft, context) };
  return unclear('no_title', [{ label: `Add “${whole}” as it stands`, message: literally(draft, whole) }]);
};
