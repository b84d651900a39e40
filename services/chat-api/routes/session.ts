import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { storableText } from '#contracts/inputs';
import { isCommonPassword, isOwnAddress, shortestPassword } from '../auth/weak-passwords.ts';
import type { Deps } from '../context.ts';
import type { Profile } from '../store/users.ts';
import { badFields } from './task-answer.ts';

const mailbox = /^[^\s@"(),:;<>[\]\\]{1,64}@([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/u;

/** The canonical form of an address, with its domain as in DNS. */
const asciiDomain = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at + 1)}${domainToASCII(address.slice(at + 1))}`;
};

/** An e-mail address, international ones too; spaces around it are cut. */
export const emailInput = storableText
  .max(300)
  .transform((text) => asciiDomain(text.trim().normalize('NFC')))
  .pipe(z.string().max(254).regex(mailbox, 'must be an e-mail address such as ada@example.org'));

/** In which order a person writes day and month. */
export const dateOrderInput = z.enum(['day_month', 'month_day']);

/** At least 8 characters, no more than is reasonable to hash, and none that is tried first. */
export const passwordInput = storableText
  .min(shortestPassword, { abort: true })
  .max(200, { abort: true })
  .refine((password) => !isCommonPassword(password), 'is one of the passwords that are tried first: choose another one, such as a few words in a row');

/** Refuses a password that anybody who knows its owner would try. */
export const refuseOwnAddress = (password: string, email: string): void => {
  if (isOwnAddress(password, email)) throw badFields([{ field: 'password', message: 'is your own address: choose something that nobody knows' }]);
};

/** A person's name. */
export const nameInput = storableText.trim().min(1).max(200);

/** A user as they see themselves. */
export const profile = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  time_zone: z.string(),
  date_order: dateOrderInput.nullable().describe('how day and month are written; null: not known, so the chat asks'),
  role: z.enum(['user', 'admin']),
  confirmed: z.boolean().describe('false: no mails go to the address until its owner has followed the link of the mail about it'),
});

/** What a login gives. */
export const session = z.object({ token: z.string().describe('send it as Authorization: Bearer <token>'), user: profile });
export type Session = z.infer<typeof session>;

/** The settings by which a user is seen. */
export type Seeing = Pick<Deps, 'adminEmails' | 'confirmAddresses'>;

/**
 * The effective profile: in development ADMIN_EMAILS are administrators, and all addresses
 * count as confirmed if none need confirmation.
 */
export const asSeen = ({ adminEmails, confirmAddresses }: Seeing, user: Profile): Profile => ({
  id: user.id,
  email: user.email,
  name: user.name,
  time_zone: user.time_zone,
  date_order: user.date_order,
  role: adminEmails.includes(user.email.toLowerCase()) ? 'admin' : user.role,
  session_epoch: user.session_epoch,
  confirmed: user.confirmed || !confirmAddresses,
});

/** A token and the profile that belongs to it. */
export const sessionOf = async (deps: Deps, user: Profile): Promise<Session> => {
  const seen = asSeen(deps, user);
  return { token: await deps.tokens.sign(seen), user: seen };
};
