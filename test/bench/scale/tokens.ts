import type pg from 'pg';
import type { JWK } from 'jose';
import { ownIssuer } from '#platform/config';
import { createTokens } from '../../../services/chat-api/auth/tokens.ts';
import type { User } from '../client/orders.ts';

interface Row {
  id: string;
  email: string;
  role: 'user' | 'admin';
  session_epoch: number;
}

/**
 * Logs users in without their passwords, using the key that chat-api made for itself:
 * hashing for ten thousand logins would take minutes.
 */
export const tokensOf = async (database: pg.Client, limit: number): Promise<User[]> => {
  const { rows: keys } = await database.query<{ jwk: JWK }>('select jwk from chat_api.signing_keys');
  const tokens = await createTokens(keys[0]!.jwk, { issuer: ownIssuer, audience: 'todo', hours: 24 });
  const { rows } = await database.query<Row>('select id, email, role, session_epoch from chat_api.users order by id limit $1', [limit]);
  return Promise.all(rows.map(async (row) => ({ id: row.id, token: await tokens.sign(row) })));
};
