import type { NoticeContent } from './alert-notice.ts';

/** An alert mail as nodemailer takes it. */
export interface AlertMail {
  messageId: string;
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  headers: Record<string, string>;
}

const longestSubject = 200;

/** Removes line breaks and other control characters: anybody can cause an error message. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length <= longestSubject ? text : `${characters.slice(0, longestSubject - 1).join('')}…`;
};

const detailLines = (details: NoticeContent['details']): string[] =>
  Object.entries(details).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${oneLine(String(value ?? 'unknown'))}`);

const heading = { firing: 'ALERT', resolved: 'Resolved' } as const;

/** Writes the mail of a notice, with the same Message-ID at each try. */
export const writeAlertMail = (content: NoticeContent, { from, to }: { from: string; to: readonly string[] }): AlertMail => {
  const { id, state, summary, details, link, command, fired_at, at } = content;
  const times = state === 'firing' ? `Since ${fired_at}` : `From ${fired_at} to ${at}`;
  const text = [oneLine(summary), '', ...detailLines(details), '', times, `Look at: ${link}`, `In a terminal: ${command}`, ''].join('\n');
  return {
    messageId: `<${id}@${new URL(link).hostname}>`,
    from,
    to,
    subject: cut(`[${heading[state]}] ${oneLine(summary)}`),
    text,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
};
