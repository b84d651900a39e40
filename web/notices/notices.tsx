import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { errorText } from '../api.ts';
import { act, markRead } from '../data/act.ts';
import { finishTask } from '../data/do.ts';
import { now, tasks } from '../data/state.ts';
import { Choose } from '../list/choose.tsx';
import { instantWords } from '../time/words.ts';
import type { Notice } from '../types.ts';
import { notices, older, readOlder, unread } from './state.ts';

const snoozes = [['10', '10 minutes'], ['60', '1 hour'], ['180', '3 hours'], ['1440', 'Tomorrow at this time']] as const;

const markAllRead = (): void => notices.value.forEach(markRead);

const snooze = (notice: Notice, minutes: number): void => {
  markRead(notice);
  act({ kind: 'snooze', notice: notice.id, minutes }, notice.title);
};

const Acts = ({ notice }: { notice: Notice }): JSX.Element | null => {
  const task = tasks.value.get(notice.task_ids[0] ?? '');
  if (notice.kind !== 'task_reminder') return null;
  const done = (): void => {
    markRead(notice);
    finishTask(task!, 'complete');
  };
  return (
    <>
      {task && task.status !== 'DONE' && <button type="button" onClick={done}>Done</button>}
      <Choose label="Snooze …" choices={snoozes} onChoose={(minutes) => snooze(notice, Number(minutes))} />
    </>
  );
};

const Line = ({ notice }: { notice: Notice }): JSX.Element => {
  const { title, body, created_at, read_at, snoozed_until } = notice;
  const comesAgain = snoozed_until !== null && snoozed_until > now.value.instant;
  return (
    <li class={`notice${read_at === null ? ' unread' : ''}`}>
      <div>
        <p dir="auto">{read_at === null && <span class="visually-hidden">New: </span>}<strong>{title}</strong></p>
        <p class="body" dir="auto">{body}</p>
        <p class="under">
          <time dateTime={created_at}>{instantWords(created_at, now.value)}</time>
          {comesAgain && <span>· comes again {instantWords(snoozed_until, now.value)}</span>}
        </p>
      </div>
      <div class="notice-acts">
        <Acts notice={notice} />
        {read_at === null && <button type="button" onClick={() => markRead(notice)}>Read</button>}
      </div>
    </li>
  );
};

/** Everything that the person was notified of. */
export const Notices = (): JSX.Element => {
  const [problem, setProblem] = useState('');
  const readMore = (): void => void readOlder().then(() => setProblem(''), (error: unknown) => setProblem(errorText(error)));
  return (
    <section class="pane notices" aria-labelledby="notices-title">
      <div class="pane-head">
        <h2 id="notices-title" tabIndex={-1}>Notices</h2>
        {unread.value.count > 0 && <button type="button" onClick={markAllRead}>Mark all as read</button>}
      </div>
      {notices.value.length === 0 && <p class="empty">Nothing yet. Reminders will appear here.</p>}
      <ul>{notices.value.map((notice) => <Line key={notice.id} notice={notice} />)}</ul>
      {older.value !== null && <button type="button" class="more" onClick={readMore}>Older notices</button>}
      <p class="problem" role="alert">{problem}</p>
    </section>
  );
};
