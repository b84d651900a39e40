import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isAlive } from './processes.ts';
import { partError, spawnPart } from './spawn-part.ts';
import type { Part } from './supervisor.ts';
import { answers, waitUntil } from './wait-until.ts';

/** The documented ports of the mail inbox: SMTP, and the page with its HTTP API. */
export const mailPorts = { smtp: 1025, page: 1080 } as const;

const program = join(dirname(createRequire(import.meta.url).resolve('maildev/package.json')), 'bin/maildev');

const pageOf = (port: number): string => `http://127.0.0.1:${port}`;

/** Whether a mail inbox like ours already answers there, such as that of docker-compose.yml. */
export const isMailInbox = (port: number): Promise<boolean> => answers(`${pageOf(port)}/healthz`).catch(() => false);

/** Where the inbox of an instance keeps its mails and where it listens. */
export interface MailOptions {
  dir: string;
  logFile: string;
  portOffset: number;
  /** Forget the mails of an earlier run. */
  fresh: boolean;
}

/** A mail inbox as a supervised part: it accepts and shows every mail, and forwards none. */
export const createMail = ({ dir, logFile, portOffset, fresh }: MailOptions): { part: Part; url: string } => {
  const mails = join(dir, 'mails');
  if (fresh) rmSync(mails, { recursive: true, force: true });
  mkdirSync(mails, { recursive: true });
  const [smtp, page] = [mailPorts.smtp + portOffset, mailPorts.page + portOffset];
  const args = [program, '--smtp', String(smtp), '--web', String(page), '--ip', '127.0.0.1', '--mail-directory', mails, '--silent'];
  const ready = async (pid: number): Promise<void> => {
    if (!(await waitUntil(() => answers(`${pageOf(page)}/healthz`), 30_000, () => !isAlive(pid)))) throw partError('The mail inbox does not start.', logFile);
  };
  const start = (): Promise<number> => spawnPart({ name: 'mail', command: process.execPath, args, cwd: dir, logFile });
  return { part: { name: 'mail', logFile, start, ready }, url: pageOf(page) };
};
