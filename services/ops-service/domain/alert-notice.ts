import type { Alert } from './alert.ts';

/** Where people are told about alerts, besides the log. */
export const noticeChannels = ['email', 'webhook'] as const;

export type NoticeChannel = (typeof noticeChannels)[number];

/** The content of a notice, fixed when it is written; a webhook gets it as it is. */
export interface NoticeContent {
  /** The same at each try, so that a receiver can tell a repetition. */
  id: string;
  alert: Alert['kind'];
  subject: string;
  state: 'firing' | 'resolved';
  severity: Alert['severity'];
  summary: string;
  details: Alert['details'];
  link: string;
  command: string;
  fired_at: string;
  at: string;
}

/** Writes what people are told about an alert at an instant. */
export const writeNotice = (alert: Alert, facts: { id: string; state: NoticeContent['state']; at: string; publicUrl: string }): NoticeContent => {
  const { kind, subject, severity, summary, details, path, command, fired_at } = alert;
  const { id, state, at, publicUrl } = facts;
  return {
    id, alert: kind, subject, state, severity, summary, details,
    link: `${publicUrl}/#${path}`, command: `npm run ops -- ${command}`, fired_at: fired_at ?? at, at,
  };
};
