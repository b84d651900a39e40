import type { JSX } from 'preact';
import { morning } from '../../contracts/morning.ts';
import { instantWords } from '../time/words.ts';
import { toInstant } from '../time/zone.ts';
import type { Task } from '../types.ts';
import { Choose } from './choose.tsx';
import type { EditorField } from './editor-field.ts';

type Reminder = NonNullable<Task['reminders']>[number];

const offsets: readonly (readonly [number, string])[] = [
  [0, 'At the time'], [5, '5 minutes before'], [15, '15 minutes before'], [60, '1 hour before'], [180, '3 hours before'], [1_440, '1 day before'], [10_080, '1 week before'],
];

const minuteWords = (minutes: number): string => offsets.find(([each]) => each === minutes)?.[1] ?? `${minutes} minutes before`;

const usual = 'As usual: the day before, an hour before, and at the time';

const Next = ({ task, now }: Pick<EditorField, 'task' | 'now'>): JSX.Element | null =>
  task.next_reminder_at ? <p class="under">Next reminder: {instantWords(task.next_reminder_at, now)}</p> : null;

const sameAs = (one: Reminder) => (other: Reminder): boolean => JSON.stringify(one) === JSON.stringify(other);

const choicesFor = ({ due_local }: Task): (readonly [string, string])[] => [
  ...(due_local === null ? [] : offsets.map(([minutes, text]) => [String(minutes), text] as const)),
  ['tomorrow', `Tomorrow at ${morning}`],
];

const Own = ({ own, words, onRemove }: { own: readonly Reminder[]; words(reminder: Reminder): string; onRemove(reminder: Reminder): void }): JSX.Element => (
  <>
    {own.length === 0 && <span class="under">None</span>}
    {own.map((reminder) => (
      <button key={words(reminder)} type="button" class="chip" aria-label={`Remove the reminder ${words(reminder)}`} onClick={() => onRemove(reminder)}>
        {words(reminder)} <span aria-hidden="true">×</span>
      </button>
    ))}
  </>
);

/** When a task reminds. */
export const RemindersField = ({ task, now, save }: EditorField): JSX.Element => {
  const own = task.reminders;
  const words = (reminder: Reminder): string => ('at' in reminder ? instantWords(reminder.at, now) : minuteWords(reminder.minutes_before));
  const add = (name: string): void => {
    const reminder: Reminder = name === 'tomorrow' ? { at: toInstant(`${now.tomorrow}T${morning}`, now.zone) } : { minutes_before: Number(name) };
    if (!own?.some(sameAs(reminder))) save({ reminders: [...(own ?? []), reminder] });
  };
  return (
    <div class="field" role="group" aria-label="Reminders">
      <span class="field-name">Reminders</span>
      <div class="chips">
        {own === null ? <span class="under">{task.due_local === null ? 'None, without a due date' : usual}</span> : <Own own={own} words={words} onRemove={(reminder) => save({ reminders: own.filter((each) => each !== reminder) })} />}
        <Choose label="Add a reminder" choices={choicesFor(task)} onChoose={add} />
        {own === null ? <button type="button" class="link" onClick={() => save({ reminders: [] })}>None</button> : <button type="button" class="link" onClick={() => save({ reminders: null })}>As usual</button>}
      </div>
      <Next task={task} now={now} />
    </div>
  );
};
