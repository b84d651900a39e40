import type { FastifyReply, FastifyRequest } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { readClaims, type Expected } from './claims.ts';
import { Problem } from './problem.ts';
import { cannotVerify, unauthorized, type Standing } from './standing.ts';
import type { UserLimit } from './user-limit.ts';
import { createUserTurns } from './user-turns.ts';
import { verifyOnce } from './verified-tokens.ts';

/** Who sent a request. */
export interface User {
  id: string;
  email: string;
  role: 'user' | 'admin';
  /** Which of the user's sessions it is; every earlier one has been ended. */
  epoch: number;
  /** The name of the assistant's token by which it came; absent: it came from themselves. */
  assistant?: string;
}

/** What an assistant may do with its user's data. */
export type Scope = 'read' | 'write';

/** The assistant that sent a request: its user and what it may do. */
export interface Assistant {
  id: string;
  email: string;
  scope: Scope;
  /** Of its token. */
  name: string;
}

/** Marks a token as an assistant's, wherever it is found. */
export const assistantPrefix = 'todo_';

declare module 'fastify' {
  interface FastifyRequest {
    user: User;
  }
}

/** Checks the bearer token of a request, or throws a 401, 403 or 503 problem. */
export interface Auth {
  requireUser(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  requireAdmin(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /**
   * {@link requireUser} for routes that are open to a user's assistants too, if they have
   * the scope.
   */
  requireScope(scope: Scope): (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /**
   * {@link requireScope} for a route whose work is requests to this same service: each of
   * these waits for its turn, so the route itself must not hold one.
   */
  recognise(scope: Scope): (request: FastifyRequest) => Promise<void>;
}

const verify = async (token: string, keys: JWTVerifyGetKey, { issuer, audience }: Expected): Promise<JWTPayload> => {
  try {
    return (await jwtVerify(token, keys, { issuer, ...(audience !== undefined && { audience }), algorithms: ['EdDSA', 'ES256', 'RS256'] })).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw unauthorized('the token has expired: log in again');
    if (error instanceof errors.JOSEError && error.code !== 'ERR_JWKS_TIMEOUT' && error.code !== 'ERR_JOSE_GENERIC') {
      throw unauthorized('the token was not issued by this system: log in again');
    }
    throw cannotVerify();
  }
};

/** The keys of the service that signs the tokens, fetched on first use and cached. */
export const remoteKeys = (jwksUrl: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3_000, cooldownDuration: 5_000 });

/** Ends a turn with its request, whether it was answered or the client has left. */
const endWith = ({ raw }: FastifyReply, end: () => void): void => {
  if (raw.destroyed) return end();
  raw.once('finish', end).once('close', end);
};

/** Checks beyond the token itself. */
export interface Checks {
  /** Counts what a user sends. */
  limit?: UserLimit;
  standing?: Standing;
  /** Finds the assistant behind a token; when absent, no assistant is let in. */
  findAssistant?: (token: string) => Promise<Assistant | null>;
}

const allows = (has: Scope, needed: Scope): boolean => has === needed || has === 'write';

const notForAssistants = (detail: string): Problem => new Problem(403, 'An assistant may not do this', { detail });

/** The hooks that ask for a token before a route runs. */
export const needsToken = new WeakSet<object>();

const guard = <Guard extends object>(door: Guard): Guard => {
  needsToken.add(door);
  return door;
};

/**
 * Verifies tokens of one issuer and that they still hold, counts a user's requests by
 * `limit`, and runs only a few of them at once.
 */
export const createAuth = (keys: JWTVerifyGetKey, expected: Expected, { limit = () => undefined, standing, findAssistant }: Checks = {}): Auth => {
  const turns = createUserTurns();
  const verified = verifyOnce((token) => verify(token, keys, expected));

  const findPerson = async (token: string): Promise<User> => {
    const said = readClaims(await verified(token), expected);
    if (said === null) throw unauthorized(`the token lacks sub or email${expected.outside === undefined ? '' : ': have the provider put the address into its access tokens'}`);
    const { user_id: id, email, role, epoch } = said;
    limit(id);
    return { id, email, role: (await standing?.({ text: token, ...said })) ?? role, epoch };
  };

  const findAssistantsUser = async (token: string, needed: Scope | undefined): Promise<User> => {
    if (findAssistant === undefined || needed === undefined) throw notForAssistants('its token works on tasks and conversation alone: sign in yourself for the rest');
    const found = await findAssistant(token);
    if (found === null) throw unauthorized('the token of this assistant has expired or was ended: make a new one in the settings');
    if (!allows(found.scope, needed)) throw notForAssistants(`its token has the scope ${found.scope}, and this needs ${needed}`);
    limit(found.id);
    return { id: found.id, email: found.email, role: 'user', epoch: 0, assistant: found.name };
  };

  const find = async (request: FastifyRequest, scope?: Scope): Promise<void> => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthorized('send the header Authorization: Bearer <token>');
    request.user = await (token.startsWith(assistantPrefix) ? findAssistantsUser(token, scope) : findPerson(token));
  };

  const admit = async (request: FastifyRequest, reply: FastifyReply, scope?: Scope): Promise<void> => {
    await find(request, scope);
    endWith(reply, await turns(request.user.id));
  };

  return {
    requireUser: guard((request, reply) => admit(request, reply)),
    requireAdmin: guard(async (request, reply) => {
      await admit(request, reply);
      if (request.user.role !== 'admin') throw new Problem(403, 'Only an administrator may do this');
    }),
    requireScope: (scope) => guard((request, reply) => admit(request, reply, scope)),
    recognise: (scope) => guard((request) => find(request, scope)),
  };
};
