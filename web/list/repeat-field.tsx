import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { describeRecurrence } from '../../contracts/recurrence-text.ts';
import { get } from '../api.ts';
import { Field } from '../shell/fields.tsx';
import { dateWords } from '../time/words.ts';
import type { EditorField } from './editor-field.ts';
import { usualRules } from './rules.ts';

const datesShown = 5;

/** The next dates of a repeating task; none while they cannot be read. */
const useNextDates = (id: string, version: number, recurrence: string | null): readonly string[] => {
  const [dates, setDates] = useState<readonly string[]>([]);
  useEffect(() => {
    let isLate = false;
    if (recurrence === null || version === 0) return setDates([]);
    get<{ items: { due_local: string }[] }>(`/tasks/${id}/occurrences`, { limit: String(datesShown) }).then(
      ({ items }) => isLate || setDates(items.map(({ due_local }) => due_local)),
      () => isLate || setDates([]),
    );
    return () => void (isLate = true);
  }, [id, version, recurrence]);
  return dates;
};

const withTime = (due_local: string): string => `${dateWords(due_local.slice(0, 10))}${due_local.includes('T') ? ` ${due_local.slice(11)}` : ''}`;

/** How a task repeats, and its next dates. */
export const RepeatField = ({ task, now, save }: EditorField): JSX.Element => {
  const { recurrence, due_local, recurrence_mode } = task;
  const dates = useNextDates(task.id, task.version, recurrence);
  const rules = usualRules(due_local?.slice(0, 10) ?? now.today);
  const isUsual = recurrence === null || rules.some(([rule]) => rule === recurrence);
  const choose = (rule: string): void => {
    // A rule needs a day to count from.
    const start = due_local === null && rule !== '' ? { due_local: now.today, time_zone: now.zone } : {};
    save({ recurrence: rule === '' ? null : rule, ...start });
  };
  return (
    <div class="field">
      <Field label="Repeat">
        <select value={recurrence ?? ''} onChange={({ currentTarget: { value } }) => choose(value)}>
          <option value="">Never</option>
          {!isUsual && <option value={recurrence}>{describeRecurrence(recurrence)}</option>}
          {rules.map(([rule, words]) => <option key={rule} value={rule}>{words}</option>)}
        </select>
      </Field>
      {recurrence !== null && (
        <label class="tick">
          <input type="checkbox" checked={recurrence_mode === 'completion'} onChange={({ currentTarget: { checked } }) => save({ recurrence_mode: checked ? 'completion' : 'schedule' })} />
          Count from the day it is done
        </label>
      )}
      {dates.length > 0 && (
        <p class="under">Next: {dates.map((date) => <time key={date} dateTime={date}>{withTime(date)}</time>)}</p>
      )}
    </div>
  );
};
