import { Problem } from '#platform/http/problem';
import type { Deps } from '../context.ts';
import { endSessionOf, keepRefresh, useSession, type UsedSession } from '../store/sessions.ts';
import { digestOf, lastsUntil } from './browser-secret.ts';
import type { ProviderClient } from './provider-client.ts';
import { seal, unseal } from './sealed.ts';

/** A session that goes on, with a token of the provider. */
export type ProviderSession = UsedSession & { token: string };

/**
 * Has the provider renew the token of a session. Two tabs take turns, because a refresh
 * token may work only once.
 */
const renewOnce = ({ database, now }: Deps, provider: ProviderClient, secret: string): Promise<ProviderSession | null> =>
  database.transaction(async (tx) => {
    const at = now();
    const found = await useSession(tx, { secret_digest: digestOf(secret), now: at, lastsUntil: lastsUntil(at) });
    if (found?.refresh_sealed == null) return null;
    const before = await unseal(found.refresh_sealed, secret);
    const { token, refresh } = await provider.renew(before);
    if (refresh !== null && refresh !== before) await keepRefresh(tx, found.id, await seal(refresh, secret));
    return { ...found, token };
  });

/** A new token for a browser; null where it has no session, or the provider ended it. */
export const renewAtProvider = async (deps: Deps, provider: ProviderClient, secret: string): Promise<ProviderSession | null> => {
  try {
    return await deps.renewals(() => renewOnce(deps, provider, secret));
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    await endSessionOf(deps.database, digestOf(secret));
    return null;
  }
};
