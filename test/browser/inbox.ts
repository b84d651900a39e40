import { expect, inject } from 'vitest';

/** A mail as shown by the inbox. */
export interface InboxMail {
  id: string;
  subject: string;
  to: { address: string }[];
  text: string;
  html: string;
}

const mailsTo = async (email: string): Promise<InboxMail[]> => {
  const all = (await (await fetch(`${inject('inbox')}/email`)).json()) as InboxMail[];
  return all.filter(({ to }) => to.some(({ address }) => address === email));
};

/** Waits for the mail to an address with this subject. */
export const mailTo = async (email: string, subject: string): Promise<InboxMail> => {
  const found = async (): Promise<InboxMail | undefined> => (await mailsTo(email)).find((mail) => mail.subject === subject);
  await expect.poll(found, { timeout: 30_000 }).toBeDefined();
  return (await found())!;
};

/** Where a link of a mail leads, found by its words in the text part. */
export const linkOf = ({ text }: InboxMail, label: string): string => new RegExp(`^${label}: (\\S+)$`, 'm').exec(text)![1]!;

/** Where the inbox shows a mail as a mail program does. */
export const shownAt = ({ id }: InboxMail): string => `${inject('inbox')}/email/${id}/html`;
