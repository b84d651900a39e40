import type { JWK } from 'jose';
import type { Queryable } from '#platform/db/database';

/** The key that all replicas of a development system share; the first one to start creates it. */
export const sharedSigningKey = async (db: Queryable, fresh: JWK): Promise<JWK> => {
  await db.query('insert into signing_keys (id, jwk) values (1, $1) on conflict do nothing', [JSON.stringify(fresh)]);
  const [row] = await db.query<{ jwk: JWK }>('select jwk from signing_keys where id = 1');
  return row!.jwk;
};
