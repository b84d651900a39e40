import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** A mail as it arrived, parsed and as bytes. */
export interface ReceivedMail {
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** A real SMTP server that keeps what it gets. */
export interface MailServer {
  url: string;
  mails: ReceivedMail[];
  /** Sets the answers to the next messages, which are otherwise accepted. */
  refuseWith(...codes: number[]): void;
  /** Holds every message back until the returned function is called. */
  stall(): () => void;
  close(): Promise<void>;
}

/** Starts a mail server. */
export const startMailServer = async (): Promise<MailServer> => {
  const mails: ReceivedMail[] = [];
  const refusals: number[] = [];
  let gate: Promise<void> = Promise.resolve();
  const receive = async (stream: Readable, session: SMTPServerSession): Promise<void> => {
    const raw = await buffer(stream);
    await gate;
    const code = refusals.shift();
    if (code !== undefined) throw Object.assign(new Error('refused as asked'), { responseCode: code });
    mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: raw.toString(), mail: await simpleParser(raw) });
  };
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], onData: callbackify(receive) });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refuseWith: (...codes) => void refusals.push(...codes),
    stall: () => {
      let release = (): void => undefined;
      gate = new Promise((resolve) => (release = resolve));
      return release;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
