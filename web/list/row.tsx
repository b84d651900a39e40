import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { describeRecurrence } from '../../contracts/recurrence-text.ts';
import { finishTask } from '../data/do.ts';
import { Icon } from '../shell/icons.tsx';
import type { Now } from '../time/day.ts';
import { dayWords, foreignTime, instantWords, localDue } from '../time/words.ts';
import type { Task } from '../types.ts';
import { Editor } from './editor.tsx';
import { current, opened, pickThrough, togglePicked } from './selection.ts';
import type { Section } from './sections.ts';
import { listAddress } from './address.ts';

const priorityWords = { HIGH: 'High priority', MEDIUM: null, LOW: 'Low priority' } as const;

const dated: readonly Section[] = ['overdue', 'week', 'later', 'done'];

/** The margin shows the time, and the day unless the heading does. */
const When = ({ task, section, now }: { task: Task; section: Section; now: Now }): JSX.Element => {
  const local = localDue(task, now.zone);
  if (local === null) return <span class="when" />;
  const day = dated.includes(section) ? dayWords(local.date, now) : null;
  return (
    <time class="when" dateTime={task.due_date!}>
      {day && <span class="day">{day}</span>}
      {local.time && <span class="time">{local.time}</span>}
      {section === 'overdue' && <span class="visually-hidden">, overdue</span>}
    </time>
  );
};

const Facts = ({ task, now }: { task: Task; now: Now }): JSX.Element => {
  const foreign = foreignTime(task, now.zone);
  return (
    <span class="facts">
      {task.status === 'IN_PROGRESS' && <span class="badge progress">In progress</span>}
      {priorityWords[task.priority] && <span class={`badge ${task.priority.toLowerCase()}`}>{priorityWords[task.priority]}</span>}
      {foreign && <span class="fact">{foreign}</span>}
      {task.recurrence && <span class="fact"><Icon name="repeat" /> {describeRecurrence(task.recurrence)}</span>}
      {task.next_reminder_at && task.status !== 'DONE' && <span class="fact"><Icon name="bell" /> <span class="visually-hidden">reminds </span>{instantWords(task.next_reminder_at, now)}</span>}
      {task.description && <span class="fact"><Icon name="notes" /> <span class="visually-hidden">has notes</span></span>}
      {task.tags.map((tag) => <a key={tag} class="tag" dir="auto" href={listAddress({ tags: [tag] })}>#{tag}</a>)}
    </span>
  );
};

/** The properties of {@link Row}. */
export interface RowProps {
  task: Task;
  section: Section;
  now: Now;
  isPicked: boolean;
  /** Whether anything is selected: then a press selects. */
  picking: boolean;
  isOpen: boolean;
  waits: boolean;
}

const classOf = ({ task, section, isPicked, isOpen, waits }: RowProps): string =>
  ['row', section, task.priority.toLowerCase(), task.status === 'DONE' && 'is-done', isPicked && 'picked', isOpen && 'open', waits && 'waits'].filter(Boolean).join(' ');

const Line = (props: RowProps): JSX.Element => {
  const { task, section, now, isPicked, picking, isOpen, waits } = props;
  const done = task.status === 'DONE';
  const press = (event: MouseEvent): void => {
    if (event.shiftKey) pickThrough(task.id);
    else if (picking || event.ctrlKey || event.metaKey) togglePicked(task.id);
    else opened.value = isOpen ? null : task.id;
  };
  return (
    <div class={classOf(props)} data-task={task.id} onFocusCapture={() => void (current.value = task.id)}>
      <When task={task} section={section} now={now} />
      <input class="check" type="checkbox" checked={done} aria-label={`${done ? 'Reopen' : 'Complete'} ${task.title}`} onChange={() => finishTask(task, done ? 'reopen' : 'complete')} />
      <div class="what">
        <button type="button" class="title" dir="auto" aria-expanded={isOpen} onClick={press}>{task.title}</button>
        <Facts task={task} now={now} />
      </div>
      {waits && <span class="waiting-sign" title="Waits to be sent"><Icon name="clock" /><span class="visually-hidden">waits to be sent</span></span>}
      <label class="pick"><input type="checkbox" checked={isPicked} aria-label={`Select ${task.title}`} onChange={() => togglePicked(task.id)} /></label>
      {isOpen && <Editor task={task} now={now} />}
    </div>
  );
};

/** A task in the list; drawn again only when something about it has changed. */
export const Row = (props: RowProps): JSX.Element => useMemo(() => <Line {...props} />, Object.values(props));
