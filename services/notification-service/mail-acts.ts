import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const mailAct = z.object({ act: z.enum(['done', 'snooze']), user_id: z.uuid(), notification_id: z.uuid(), task_id: z.uuid() });

/** What the link of a mail does once its page asks for it. */
export type MailAct = z.infer<typeof mailAct>;

/** Signs what the links of mails do, and reads it back; nothing is stored. */
export interface MailActs {
  sign(act: MailAct): Promise<string>;
  /** `late` if the token was valid once, null if it never was. */
  read(token: string): Promise<MailAct | 'late' | null>;
}

/** A reminder is useful for a day or two; a mail that turns up later should do nothing. */
const goodForMs = 2 * 86_400_000;

const audience = 'mail-act';
const algorithm = 'HS256';

/** Signs the links with a key of their own, derived from a secret that all replicas share. */
export const createMailActs = (secret: string, now: () => Date = () => new Date()): MailActs => {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', audience, 32));
  return {
    sign: (act) => new SignJWT(act).setProtectedHeader({ alg: algorithm }).setAudience(audience).setExpirationTime(new Date(now().getTime() + goodForMs)).sign(key),
    read: async (token) => {
      try {
        return mailAct.parse((await jwtVerify(token, key, { audience, algorithms: [algorithm], currentDate: now() })).payload);
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'late';
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
};
