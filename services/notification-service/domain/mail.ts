import type { NotificationKind } from '#contracts/notification';
import { kindWords, oneLine, withoutZone, type Message } from './content.ts';
import { frameMail, type MailCard, type MailLink } from './mail-frame.ts';

/** Whom a mail goes to, and the secrets of its links. */
export interface MailFacts {
  notification_id: string;
  kind: NotificationKind;
  to: { address: string; name: string | null; time_zone: string };
  from: string;
  /** The origin that people use, without a trailing slash. */
  public_url: string;
  unsubscribe_token: string;
  /** The tokens of the links in a single task's mail, one act each; a digest has none. */
  act_tokens: { done: string; snooze: string } | null;
}

/** A mail as nodemailer takes it. */
export interface Mail {
  messageId: string;
  from: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const longestSubject = 200;
const longestNotes = 1_000;

const cut = (text: string, longest: number): string => {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
};

/** How long the link of a mail snoozes a reminder. */
export const mailSnoozeMinutes = 60;

/** Secrets come after the `#`, so no browser sends them to a server. */
const pageOf = (public_url: string, place: string, token: string): string => `${public_url}/#/${place}?token=${token}`;

const actsOf = ({ tasks: [task] }: Message, { public_url, act_tokens }: MailFacts): MailLink[] => {
  if (task === undefined || act_tokens === null) return [{ label: 'Open your tasks', href: public_url }];
  return [
    { label: 'Done', href: pageOf(public_url, 'mail', act_tokens.done) },
    { label: 'Snooze 1 hour', href: pageOf(public_url, 'mail', act_tokens.snooze) },
    { label: 'Open the task', href: `${public_url}/#/task/${task.id}` },
  ];
};

const cardOf = (content: Message, facts: MailFacts): MailCard => {
  const { kind, to, public_url, unsubscribe_token } = facts;
  const [task] = kind === 'digest' ? [] : content.tasks;
  return {
    kind: kindWords[kind],
    title: oneLine(task?.facts.title ?? content.title),
    paragraphs: [withoutZone(content.body, to.time_zone)],
    notes: cut(task?.facts.description ?? '', longestNotes),
    tags: task?.facts.tags ?? [],
    acts: actsOf(content, facts),
    links: [
      { label: 'Stop these mails', href: pageOf(public_url, 'unsubscribe', unsubscribe_token) },
      { label: 'Notification settings', href: `${public_url}/#/settings` },
    ],
  };
};

/**
 * Writes the mail of a notification. Its Message-ID is the same at every try, so that a
 * mailbox can recognise a repetition.
 */
export const writeMail = (content: Message, facts: MailFacts): Mail => {
  const { notification_id, to, from, public_url, unsubscribe_token } = facts;
  return {
    messageId: `<${notification_id}@${new URL(public_url).hostname}>`,
    from,
    to: { name: oneLine(to.name ?? ''), address: to.address },
    subject: cut(oneLine(content.title), longestSubject),
    ...frameMail(cardOf(content, facts)),
    headers: {
      // One click (RFC 8058): the mail program itself posts to the link, without a login.
      'List-Unsubscribe': `<${public_url}/unsubscribe/${unsubscribe_token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  };
};
