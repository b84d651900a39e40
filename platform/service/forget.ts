import { forgetOldEvents } from '../inbox/inbox.ts';
import type { Logger } from '../logger.ts';
import { repeat, type Repeated } from '../repeat.ts';
import type { Database } from '../db/database.ts';

const hourMs = 3_600_000;

/** What a round removes, by name. */
export type Forget = () => Promise<Readonly<Record<string, number>>>;

/** Forgets the events that no replay can reach any more. */
export const forgetInbox =
  (database: Database): Forget =>
  async () => ({ inbox: await forgetOldEvents(database) });

/** Removes what is past its time now and once an hour, and says how much it was. */
export const keepForgetting = (forget: Forget, log: Logger): Repeated =>
  repeat({ what: 'removing what is past its time', everyMs: hourMs, log }, async () => {
    const counts = await forget();
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'what is past its time was removed');
  });
