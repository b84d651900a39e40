import type { Queryable } from '#platform/db/database';
import type { Deps } from '../context.ts';
import { addErrand } from '../store/errands.ts';
import { anyAddress, byMail, countAttempt } from '../store/login-attempts.ts';
import type { Purpose } from '../store/mailed-secrets.ts';
import { networkOf } from './network.ts';

const minutesADay = 24 * 60;

/** A request for a mail to an address, from the IP address `ip`. */
export interface Wanted {
  purpose: Purpose;
  email: string;
  ip: string;
}

type Limits = Pick<Deps, 'newId' | 'accountMailsPerDay' | 'accountMailsPerNetwork'>;

/**
 * Notes that a mail is wanted. The same rows are written whether or not anybody has the
 * address; the account is looked up when the mail is made. An address that has had its
 * mails of the day gets no more. Returns in how many seconds the network may ask again; 0
 * if the request was accepted.
 */
export const askForMail = async (db: Queryable, { newId, accountMailsPerDay, accountMailsPerNetwork }: Limits, { purpose, email, ip }: Wanted): Promise<number> => {
  const ofNetwork = await countAttempt(db, { email: anyAddress, network: networkOf(ip) }, 60);
  if (ofNetwork.attempts > accountMailsPerNetwork) return ofNetwork.retry_after;
  const ofAddress = await countAttempt(db, { email, network: byMail }, minutesADay);
  if (ofAddress.attempts <= accountMailsPerDay) await addErrand(db, { id: newId(), what: purpose, about: email });
  return 0;
};
