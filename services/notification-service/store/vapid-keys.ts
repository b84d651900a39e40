import type { Queryable } from '#platform/db/database';

/** The key pair with which push messages are signed, base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** The one key pair of this database: the given one, unless another replica was first. */
export const sharedVapidKeys = async (db: Queryable, fresh: VapidKeys): Promise<VapidKeys> => {
  await db.query('insert into vapid_keys (public_key, private_key) values ($1, $2) on conflict do nothing', [fresh.publicKey, fresh.privateKey]);
  const [row] = await db.query<{ public_key: string; private_key: string }>('select public_key, private_key from vapid_keys');
  return { publicKey: row!.public_key, privateKey: row!.private_key };
};
