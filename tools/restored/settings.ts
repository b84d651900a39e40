import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What the administrator says. */
export interface Settings {
  /** The instant that the database went back to. */
  restoredTo: Date;
  /** How far consumers may have been behind at that instant, in milliseconds. */
  lagMs: number;
}

/** How the command is called. */
export const usage = `npm run restored -- --to <instant> [--lag <minutes>]

After the database went back to a backup, and before any service starts: everything that the services know agrees with it again.

  --to   the instant of the backup, such as 2026-11-26T12:00:00Z
  --lag  by how many minutes consumers may have been behind at that instant, 60 where it is left out

It needs DATABASE_URL, of a user who may write in all schemas, and KAFKA_BOOTSTRAP_SERVERS with the login of an administrator.`;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const minutes = z.coerce.number().positive().max(7 * 24 * 60);

/** Reads the command line; throws a sentence where it cannot be meant. */
export const readSettings = (argv: readonly string[], now: Date): Settings => {
  const { values } = parseArgs({ args: [...argv], options: { to: { type: 'string' }, lag: { type: 'string' } } });
  const to = instant.safeParse(values.to);
  const lag = minutes.safeParse(values.lag ?? '60');
  if (!to.success) throw new Error('Say with --to which instant the database went back to, with its zone: 2026-11-26T12:00:00Z.');
  if (!lag.success) throw new Error('--lag is a number of minutes, a week at most.');
  if (to.data > now) throw new Error(`--to ${to.data.toISOString()} is still to come: is its zone right?`);
  return { restoredTo: to.data, lagMs: lag.data * 60_000 };
};
