import { createTransport } from 'nodemailer';
import { oneLine } from '../domain/content.ts';
import type { Mail } from '../domain/mail.ts';

/**
 * What the mail server did with a mail; `never`: it will refuse this one however often it
 * is tried.
 */
export type Taken = { kind: 'taken' } | { kind: 'never' | 'later'; reason: string };

/** A mail server behind a few connections that stay open. */
export interface MailServer {
  /** Hands over a mail; after `limitMs` it counts as not taken. */
  send(mail: Mail, limitMs: number): Promise<Taken>;
  close(): void;
}

/** Where the server is, and how to talk to it. */
export interface MailServerOptions {
  smtpUrl: string;
  /** The most connections at once. */
  connections: number;
  /** How long the server may stay silent, in ms. */
  timeoutMs: number;
}

/** A 5xx answer to a recipient or a message is final; any other trouble may pass. */
const isFinal = ({ responseCode, command }: { responseCode?: number; command?: string }): boolean =>
  responseCode !== undefined && responseCode >= 500 && ['RCPT TO', 'DATA', 'MAIL FROM'].includes(command ?? '');

/** Opens its first connection with the first mail. */
export const openMailServer = ({ smtpUrl, connections, timeoutMs }: MailServerOptions): MailServer => {
  const transport = createTransport(
    {
      url: smtpUrl, pool: true, maxConnections: connections,
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs,
    },
    { disableFileAccess: true, disableUrlAccess: true },
  );
  // An error on an idle connection will show when the next mail is sent.
  transport.on('error', () => undefined);
  return {
    close: () => transport.close(),
    send: async (mail, limitMs) => {
      try {
        await transport.sendMail({ ...mail, signal: AbortSignal.timeout(limitMs) });
        return { kind: 'taken' };
      } catch (error) {
        const reason = `the mail server: ${oneLine((error as Error).message)}`.replaceAll(mail.to.address, '<address>').slice(0, 500);
        return { kind: isFinal(error as object) ? 'never' : 'later', reason };
      }
    },
  };
};
