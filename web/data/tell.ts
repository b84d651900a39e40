import type { Notice } from '../types.ts';
import type { Act, Entry } from './acts.ts';
import { say, type Offer } from './toasts.ts';

const undo: Offer = { label: 'Undo', act: { kind: 'undo' }, title: '' };

const named = (title: string): string => `“${title.length > 60 ? `${title.slice(0, 59)}…` : title}”`;

const batchWords = { complete: 'Completed', reopen: 'Reopened', delete: 'Deleted', update: 'Changed' } as const;

/** What an act did, in a few words; null if it is visible anyway. */
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

/** Says what was done, and offers to undo it. */
export const sayDone = (act: Act, title: string): void => {
  const text = doneWords(act, title);
  if (text !== null) say({ text, offers: [undo] });
};

const couldNot: Record<Act['kind'], (title: string) => string> = {
  create: (title) => `${named(title)} could not be added`,
  patch: (title) => `${named(title)} was not changed`,
  complete: (title) => `${named(title)} could not be completed`,
  reopen: (title) => `${named(title)} could not be reopened`,
  delete: (title) => `${named(title)} could not be deleted`,
  batch: () => 'The tasks could not be changed',
  chat: (title) => `${named(title)} was not sent`,
  undo: () => 'Nothing was undone',
  redo: () => 'Nothing was redone',
  read: () => 'The notice could not be marked as read',
  snooze: () => 'The notice could not be snoozed',
};

const againLabels: Partial<Record<Act['kind'], string>> = { create: 'Try again', patch: 'Use mine', chat: 'Send it again', batch: 'Try again' };

/** Says what could not be done and why, and offers to do it anyway. */
export const sayRefused = ({ act, title }: Entry, reason: string): void => {
  const label = againLabels[act.kind];
  say({ text: couldNot[act.kind](title), detail: reason, kind: 'problem', offers: label === undefined ? [] : [{ label, act, title }] });
};

const turned = { undo: 'Undone', redo: 'Done again' } as const;

/** Says what was taken back, and offers to reverse that. */
export const sayTakenBack = (text: string, kind: 'undo' | 'redo'): void => {
  const offer: Offer = kind === 'undo' ? { label: 'Redo', act: { kind: 'redo' }, title: '' } : undo;
  say({ text: `${turned[kind]}: ${text}`, offers: [offer] });
};

/**
 * Shows the chat's answer to a line that was added elsewhere: what it did, or what it needs
 * to know.
 */
export const sayAnswered = (reply: string, asks: boolean): void =>
  void say(asks ? { text: reply, kind: 'notice', offers: [{ label: 'Answer', href: '#/chat' }] } : { text: reply, offers: [undo] });

const snoozeMinutes = 10;

/** Shows a notice that has just arrived. */
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
