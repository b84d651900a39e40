import { system } from './system.ts';

/** A mail as the inbox's HTTP API shows it. */
export interface Mail {
  to: { address: string }[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
}

/** Mails to a person. */
export const mailsTo = async (email: string): Promise<Mail[]> =>
  ((await (await fetch(`${system().mailUrl}/email`)).json()) as Mail[]).filter(({ to }) => to.some(({ address }) => address === email));
