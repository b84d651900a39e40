import { z } from 'zod';

const hasAddress = (text: string): boolean => /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(text);

/** Settings of a service that sends mails. */
export const mailConfig = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).describe('the mail server, such as smtps://user:password@mail.example.org'),
  MAIL_FROM: z.string().refine(hasAddress, 'must be an address, such as Todo <todo@example.org>').describe('the sender of all mails'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('the origin that people use; links in mails begin with it'),
});
