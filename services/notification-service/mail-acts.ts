import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const mailAct = z.object({ act: z.enum(['done', 'snooze']), user_id: z.uuid(), notification_id: z.uuid(), task_id: z.uuid() });

/** What the link of a mail does once its page is told to. */
export type MailAct = z.infer<typeof mailAct>;

/** Signs what the links of mails do, and reads it again; nothing is kept of them. */
export interface MailActs {
  sign(act: MailAct): Promise<string>;
  /** `late` where it was good once, null where it never was. */
  read(token: string): Promise<MailAct | 'late' | null>;
}

/** A reminder is of use for a day or two; a mail that turns up later somewhere should do nothing. */
const goodForMs = 2 * 86_400_000;

const audience = 'mail-act';
const algorithm = 'HS256';

/** Links of mails are signed with a key of their own, made from a secret that all replicas have. */
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
