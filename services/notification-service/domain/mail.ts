import { oneLine, type Content } from './content.ts';

/** Whom a mail goes to and how to stop them. */
export interface MailFacts {
  notification_id: string;
  to: { address: string; name: string | null };
  from: string;
  /** The origin that people use, without a slash at the end. */
  public_url: string;
  unsubscribe_token: string;
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

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

const longestSubject = 200;

const subjectOf = (title: string): string => {
  const line = [...oneLine(title)];
  return line.length <= longestSubject ? line.join('') : `${line.slice(0, longestSubject - 1).join('')}…`;
};

const htmlOf = ({ title, body }: Content, public_url: string, link: string): string =>
  [
    '<!doctype html><html><body style="font-family:sans-serif;line-height:1.5">',
    `<h1 style="font-size:1.2em">${escapeHtml(oneLine(title))}</h1>`,
    `<p>${body.split('\n').map(escapeHtml).join('<br>')}</p>`,
    `<p><a href="${escapeHtml(public_url)}">Open your tasks</a></p>`,
    `<p style="color:#666;font-size:.85em"><a href="${escapeHtml(link)}">Stop these mails</a></p>`,
    '</body></html>',
  ].join('\n');

/** Writes the mail of a notification: the same Message-ID at each try, so that a mailbox can tell a repetition. */
export const writeMail = (content: Content, { notification_id, to, from, public_url, unsubscribe_token }: MailFacts): Mail => {
  const link = `${public_url}/unsubscribe/${unsubscribe_token}`;
  return {
    messageId: `<${notification_id}@${new URL(public_url).hostname}>`,
    from,
    to: { name: oneLine(to.name ?? ''), address: to.address },
    subject: subjectOf(content.title),
    text: `${oneLine(content.title)}\n\n${content.body}\n\nYour tasks: ${public_url}\nStop these mails: ${link}\n`,
    html: htmlOf(content, public_url, link),
    headers: {
      // One click (RFC 8058): the mail program posts to the link itself, without a login.
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  };
};
