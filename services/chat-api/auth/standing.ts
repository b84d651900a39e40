import type { Database } from '#platform/db/database';
import { unauthorized, type Standing } from '#platform/http/standing';
import { asSeen, type Seeing } from '../routes/session.ts';
import { findProfile } from '../store/users.ts';

/**
 * The standing of a user by their row: the current role, and no token from before their
 * sessions were ended.
 */
export const ownStanding = (deps: Seeing & { database: Database }): Standing => async ({ user_id, epoch }) => {
  const user = await findProfile(deps.database, user_id);
  if (user === null) throw unauthorized('its user does not exist any more: register again');
  if (user.session_epoch !== epoch) throw unauthorized('the session was ended: log in again');
  return asSeen(deps, user).role;
};
