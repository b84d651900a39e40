import type { FastifyReply, FastifyRequest } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { cannotVerify, unauthorized, type Standing } from './standing.ts';
import type { UserLimit } from './user-limit.ts';
import { createUserTurns } from './user-turns.ts';

/** Who sent a request. */
export interface User {
  id: string;
  email: string;
  role: 'user' | 'admin';
}

declare module 'fastify' {
  interface FastifyRequest {
    user: User;
  }
}

/** Checks the bearer token of a request, or throws a 401, 403 or 503 problem. */
export interface Auth {
  requireUser(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  requireAdmin(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

const claims = z.object({ sub: z.uuid(), email: z.string(), role: z.enum(['user', 'admin']).default('user'), epoch: z.int().default(0) });

/** Whose tokens are good, and for whom they have to be meant. */
export interface Expected {
  issuer: string;
  audience?: string;
}

const verify = async (token: string, keys: JWTVerifyGetKey, expected: Expected): Promise<JWTPayload> => {
  try {
    return (await jwtVerify(token, keys, { ...expected, algorithms: ['EdDSA', 'ES256', 'RS256'] })).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw unauthorized('the token has expired: log in again');
    if (error instanceof errors.JOSEError && error.code !== 'ERR_JWKS_TIMEOUT' && error.code !== 'ERR_JOSE_GENERIC') {
      throw unauthorized('the token was not issued by this system: log in again');
    }
    throw cannotVerify();
  }
};

/** The keys of the service that signs the tokens, fetched when first needed and kept. */
export const remoteKeys = (jwksUrl: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3_000, cooldownDuration: 5_000 });

/** Ends a turn with the request, whether it was answered or its client has left. */
const endWith = ({ raw }: FastifyReply, end: () => void): void => {
  if (raw.destroyed) return end();
  raw.once('finish', end).once('close', end);
};

/** Verifies tokens of one issuer, and that they still hold; what a user sends is counted by `limit`, and few of a user's requests go on at once. */
export const createAuth = (keys: JWTVerifyGetKey, expected: Expected, { limit = () => undefined, standing }: { limit?: UserLimit; standing?: Standing } = {}): Auth => {
  const turns = createUserTurns();
  const requireUser = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthorized('send the header Authorization: Bearer <token>');
    const parsed = claims.safeParse(await verify(token, keys, expected));
    if (!parsed.success) throw unauthorized('the token lacks sub or email');
    const { sub: id, email, epoch } = parsed.data;
    limit(id);
    request.user = { id, email, role: (await standing?.({ text: token, user_id: id, epoch })) ?? parsed.data.role };
    endWith(reply, await turns(request.user.id));
  };
  return {
    requireUser,
    requireAdmin: async (request, reply) => {
      await requireUser(request, reply);
      if (request.user.role !== 'admin') throw new Problem(403, 'Only an administrator may do this');
    },
  };
};
