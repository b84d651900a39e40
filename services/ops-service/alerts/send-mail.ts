import { createTransport } from 'nodemailer';
import { writeAlertMail } from '../domain/alert-mail.ts';
import type { NoticeContent } from '../domain/alert-notice.ts';

/** Sends a notice on one channel; rejects when it was not accepted. */
export type SendNotice = (content: NoticeContent) => Promise<void>;

/** How alert mails are sent. */
export interface AlertMailOptions {
  smtpUrl: string;
  from: string;
  to: readonly string[];
  /** How long the mail server may be silent, in ms. */
  timeoutMs: number;
}

/** Sends alert mails by SMTP, one mail to all recipients. */
export const createAlertMailer = ({ smtpUrl, from, to, timeoutMs }: AlertMailOptions): { send: SendNotice; close(): void } => {
  const transport = createTransport(
    { url: smtpUrl, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    { disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    send: async (content) => {
      const mail = writeAlertMail(content, { from, to });
      await transport.sendMail({ ...mail, to: [...to], signal: AbortSignal.timeout(2 * timeoutMs) });
    },
    close: () => transport.close(),
  };
};
