import type { JSX } from 'preact';
import { Field } from '../shell/fields.tsx';
import { dueWords } from '../time/words.ts';
import type { EditorField } from './editor-field.ts';

/** The due date of a task, with its time if it has one. */
export const DateField = ({ task, now, save }: EditorField): JSX.Element => {
  const [date = '', time = ''] = (task.due_local ?? '').split('T');
  const set = (date: string, time: string): void => {
    // A year that is being typed passes through others.
    if (date !== '' && date < '1900') return;
    if (date === '') return save({ due_local: null });
    // A date set here is meant in the person's zone.
    const zone = task.due_local === null ? { time_zone: now.zone } : {};
    return save({ due_local: time === '' ? date : `${date}T${time}`, ...zone });
  };
  const words = dueWords(task, now);
  return (
    <div class="field">
      <div class="pair">
        <Field label="Date"><input type="date" value={date} onChange={({ currentTarget: { value } }) => set(value, time)} /></Field>
        <Field label="Time"><input type="time" value={time} disabled={date === ''} onChange={({ currentTarget: { value } }) => set(date, value)} /></Field>
      </div>
      <p class="under">
        {words ?? 'No date'}
        {date !== '' && <button type="button" class="link" onClick={() => save({ due_local: null })}>No date</button>}
        {time !== '' && <button type="button" class="link" onClick={() => set(date, '')}>All day</button>}
      </p>
    </div>
  );
};
