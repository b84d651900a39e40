import { createTransport } from 'nodemailer';
import { oneLine } from '../domain/content.ts';
import type { Mail } from '../domain/mail.ts';

/** What became of a mail at the mail server; `never`: it will not take this one, however often it is tried. */
export type Taken = { kind: 'taken' } | { kind: 'never' | 'later'; reason: string };

/** A mail server, over a few connections that are kept. */
export interface MailServer {
  /** Hands over a mail; after `limitMs` it counts as not taken. */
  send(mail: Mail, limitMs: number): Promise<Taken>;
  close(): void;
}

/** Where it is, and how it is spoken to. */
export interface MailServerOptions {
  smtpUrl: string;
  /** Connections at once. */
  connections: number;
  /** How long it may be silent, in ms. */
  timeoutMs: number;
}

/** What says 5xx to a recipient or a message will say so again; all else may pass. */
const isFinal = ({ responseCode, command }: { responseCode?: number; command?: string }): boolean =>
  responseCode !== undefined && responseCode >= 500 && ['RCPT TO', 'DATA', 'MAIL FROM'].includes(command ?? '');

/** Opens no connection before the first mail. */
export const openMailServer = ({ smtpUrl, connections, timeoutMs }: MailServerOptions): MailServer => {
  const transport = createTransport(
    {
      url: smtpUrl, pool: true, maxConnections: connections,
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs,
    },
    { disableFileAccess: true, disableUrlAccess: true },
  );
  // What goes wrong with an idle connection shows at the next mail.
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
