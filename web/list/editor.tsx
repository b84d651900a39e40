import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { taskLimits } from '../../contracts/task-limits.ts';
import { editTask, finishTask } from '../data/do.ts';
import { Field } from '../shell/fields.tsx';
import type { Now } from '../time/day.ts';
import type { Task } from '../types.ts';
import { Choose } from './choose.tsx';
import type { EditorField } from './editor-field.ts';
import { focusTask } from './focus.ts';
import { RemindersField } from './reminders-field.tsx';
import { RepeatField } from './repeat-field.tsx';
import { opened } from './selection.ts';
import { delayed, delays, possibleDelays } from './snooze.ts';
import { TagsField } from './tags-field.tsx';
import { DateField } from './date-field.tsx';

const priorities = [['HIGH', 'High'], ['MEDIUM', 'Normal'], ['LOW', 'Low']] as const;

const PriorityField = ({ task, save }: EditorField): JSX.Element => (
  <fieldset class="segments">
    <legend>Priority</legend>
    {priorities.map(([value, words]) => (
      <label key={value}>
        <input type="radio" name={`priority-${task.id}`} checked={task.priority === value} onChange={() => save({ priority: value })} />
        <span>{words}</span>
      </label>
    ))}
  </fieldset>
);

const TextFields = ({ task, save }: EditorField): JSX.Element => {
  const title = useRef<HTMLTextAreaElement>(null);
  // At once: what is typed right after opening belongs here and is not a shortcut of the
  // list.
  useLayoutEffect(() => {
    title.current?.focus();
    title.current?.select();
  }, []);
  const saveTitle = (field: HTMLTextAreaElement): void => {
    const text = field.value.replaceAll('\n', ' ').trim();
    if (text === '') field.value = task.title;
    else save({ title: text });
  };
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    // Leaving the field saves it.
    (event.currentTarget as HTMLTextAreaElement).blur();
    close(task.id);
  };
  return (
    <>
      <Field label="Title">
        <textarea ref={title} class="grows" rows={1} dir="auto" defaultValue={task.title} maxLength={taskLimits.title} onBlur={({ currentTarget }) => saveTitle(currentTarget)} onKeyDown={onEnter} />
      </Field>
      <Field label="Notes">
        <textarea class="grows notes-input" rows={2} dir="auto" defaultValue={task.description ?? ''} maxLength={taskLimits.description} onBlur={({ currentTarget: { value } }) => save({ description: value.trim() === '' ? null : value })} />
      </Field>
    </>
  );
};

const close = (id: string): void => {
  opened.value = null;
  focusTask(id);
};

const Acts = ({ task, now, save }: EditorField): JSX.Element => {
  const done = task.status === 'DONE';
  return (
    <div class="editor-acts">
      <button type="button" class="primary" onClick={() => close(task.id)}>Close</button>
      <button type="button" onClick={() => finishTask(task, done ? 'reopen' : 'complete')}>{done ? 'Reopen' : 'Complete'}</button>
      {!done && <Choose label="Snooze …" choices={possibleDelays(now).map((name) => [name, delays[name]] as const)} onChoose={(delay) => save(delayed(task, delay, now))} />}
      <button type="button" class="danger" onClick={() => finishTask(task, 'delete')}>Delete</button>
    </div>
  );
};

/** Everything that can be changed about a task, in place; each field is saved when it is left. */
export const Editor = ({ task, now }: { task: Task; now: Now }): JSX.Element => {
  const field: EditorField = { task, now, save: (fields) => editTask(task, fields) };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close(task.id);
  };
  return (
    <div class="editor" role="group" aria-label={`Details of ${task.title}`} onKeyDown={onEscape}>
      <TextFields {...field} />
      <div class="editor-grid">
        <DateField {...field} />
        <PriorityField {...field} />
        <RepeatField {...field} />
        <RemindersField {...field} />
        <TagsField {...field} />
      </div>
      <Acts {...field} />
    </div>
  );
};
