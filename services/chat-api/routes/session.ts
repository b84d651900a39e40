import { z } from 'zod';
import type { Deps } from '../context.ts';
import type { Profile } from '../store/users.ts';

const storable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

/** An e-mail address. */
export const emailInput = z.email().max(254);

/** At least 8 characters, and no more than what is worth hashing. */
export const passwordInput = z.string().min(8).max(200).refine(storable, 'must be well-formed text without NUL characters');

/** What a person is called. */
export const nameInput = z.string().trim().min(1).max(200).refine(storable, 'must be well-formed text without NUL characters');

/** A user as they see themselves. */
export const profile = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  time_zone: z.string(),
  role: z.enum(['user', 'admin']),
});

/** What a login gives. */
export const session = z.object({ token: z.string().describe('send it as Authorization: Bearer <token>'), user: profile });

/** The profile with the role that the user has now; addresses of ADMIN_EMAILS are administrators in development. */
export const asSeen = ({ adminEmails }: Pick<Deps, 'adminEmails'>, { id, email, name, time_zone, role }: Profile): Profile => ({
  id,
  email,
  name,
  time_zone,
  role: adminEmails.includes(email.toLowerCase()) ? 'admin' : role,
});

/** A token and the profile that belongs to it. */
export const sessionOf = async (deps: Deps, user: Profile): Promise<z.infer<typeof session>> => {
  const seen = asSeen(deps, user);
  return { token: await deps.tokens.sign(seen), user: seen };
};
