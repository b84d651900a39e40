import { oneLine } from './content.ts';
import { frameMail } from './mail-frame.ts';
import type { Mail } from './mail.ts';

/** A mail about an account, which its owner asked for. */
export interface AccountMail {
  /** The same at every try, as its Message-ID is. */
  id: string;
  kind: 'reset' | 'confirm';
  to: string;
  name: string | null;
  /** Whether the address is known to be that of its account. */
  confirmed: boolean;
  /** What following the link will do. */
  secret: string;
}

interface Words {
  subject: string;
  lines: string[];
  act: string;
  path: string;
}

const wordsOf = ({ kind, confirmed }: AccountMail): Words =>
  kind === 'confirm'
    ? {
        subject: 'Confirm your address',
        lines: ['Somebody (you, we hope) signed up with this address. Confirm that it is yours, so that your reminders can come here.', 'The link works for two days. If it was not you, do nothing: no more mails will come.'],
        act: 'Confirm the address',
        path: 'confirm',
      }
    : {
        subject: confirmed ? 'Choose a new password' : 'Confirm your address with a new password',
        lines: ['Somebody (you, we hope) asked for a new password for the account with this address.', 'The link works once, for an hour. If it was not you, do nothing: the password stays as it is.'],
        act: 'Choose a new password',
        path: 'reset',
      };

/**
 * Writes the mail. The secret of its link comes after the `#`, so no browser sends it to a
 * server.
 */
export const writeAccountMail = (mail: AccountMail, { from, public_url }: { from: string; public_url: string }): Mail => {
  const { subject, lines, act, path } = wordsOf(mail);
  const link = `${public_url}/#/${path}?token=${mail.secret}`;
  return {
    messageId: `<${mail.id}@${new URL(public_url).hostname}>`,
    from,
    to: { name: oneLine(mail.name ?? ''), address: mail.to },
    subject,
    ...frameMail({ kind: 'Your account', title: subject, paragraphs: lines, acts: [{ label: act, href: link }] }),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
};
