import type { Notice } from '../types.ts';
import type { Act, Entry } from './acts.ts';
import { say, type Offer } from './toasts.ts';

const undo: Offer = { label: 'Undo', act: { kind: 'undo' }, title: '' };

const named = (title: string): string => `“${title.length > 60 ? `${title.slice(0, 59)}…` : title}”`;

const batchWords = { complete: 'Completed', reopen: 'Reopened', delete: 'Deleted', update: 'Changed' } as const;

/** What an act did, in a few words; null where one sees it anyway. */
export const doneWords = (act: Act, title: string): string | null => {
  switch (act.kind) {
    case 'complete':
      return `Completed ${named(title)}`;
    case 'reopen':
      return `Reopened ${named(title)}`;
    case 'delete':
      return `Deleted ${named(title)}`;
    case 'patch':
      return `Changed ${named(title)}`;
    case 'batch':
      return `${batchWords[act.change.op]} ${act.ids.length} tasks`;
    default:
      return null;
  }
};

/** Says what was done, and offers to take it back. */
export const sayDone = (act: Act, title: string): void => {
  const text = doneWords(act, title);
  if (text !== null) say({ text, offers: [undo] });
};

const couldNot: Record<Act['kind'], (title: string) => string> = {
  create: (title) => `${named(title)} could not be added`,
  patch: (title) => `The change of ${named(title)} was not made`,
  complete: (title) => `${named(title)} could not be completed`,
  reopen: (title) => `${named(title)} could not be reopened`,
  delete: (title) => `${named(title)} could not be deleted`,
  batch: () => 'The tasks could not be changed',
  chat: (title) => `${named(title)} was not said`,
  undo: () => 'Nothing was undone',
  redo: () => 'Nothing was done again',
  read: () => 'The notice could not be marked as read',
  snooze: () => 'The notice could not be snoozed',
};

const againLabels: Partial<Record<Act['kind'], string>> = { create: 'Try again', patch: 'Use mine', chat: 'Say it again', batch: 'Try again' };

/** Says what could not be done and why, and offers to do it all the same. */
export const sayRefused = ({ act, title }: Entry, reason: string): void => {
  const label = againLabels[act.kind];
  say({ text: couldNot[act.kind](title), detail: reason, kind: 'problem', offers: label === undefined ? [] : [{ label, act, title }] });
};

const turned = { undo: 'Undone', redo: 'Done again' } as const;

/** Says what was taken back, and offers the other way. */
export const sayTakenBack = (text: string, kind: 'undo' | 'redo'): void => {
  const offer: Offer = kind === 'undo' ? { label: 'Redo', act: { kind: 'redo' }, title: '' } : undo;
  say({ text: `${turned[kind]}: ${text}`, offers: [offer] });
};

/** Shows what the chat answered to a line that was added elsewhere: what it did, or what it needs to know. */
export const sayAnswered = (reply: string, asks: boolean): void =>
  void say(asks ? { text: reply, kind: 'notice', offers: [{ label: 'Answer', href: '#/chat' }] } : { text: reply, offers: [undo] });

const snoozeMinutes = 10;

/** Shows a notice that has just come. */
export const sayNotice = ({ id, kind, title, body, task_ids }: Notice): void => {
  const [task] = task_ids;
  const offers: Offer[] =
    kind === 'task_reminder' && task !== undefined
      ? [
          { label: 'Done', act: { kind: 'complete', id: task }, title: title.replace(/^Reminder: /, '') },
          { label: `Snooze ${snoozeMinutes} min`, act: { kind: 'snooze', notice: id, minutes: snoozeMinutes }, title },
        ]
      : [{ label: 'Show', href: '#/notices' }];
  say({ text: title, detail: body, kind: 'notice', urgent: kind === 'task_reminder', offers });
};
