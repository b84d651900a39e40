import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#platform/http/problem';
import type { Deps } from '../context.ts';
import { insertAct } from '../store/acts.ts';
import type { Origin, Work } from '../commit-change.ts';
import { findAnswer, storeAnswer, type StoredAnswer } from '../store/idempotency.ts';
import { lockUser } from '../store/users.ts';

/** A route's answer, stored with its idempotency key if there is one. */
export interface Answer<Body> {
  status: number;
  headers: Record<string, string>;
  body: Body;
}

const unknownUser = (): Problem => new Problem(401, 'A valid token is needed', { detail: 'its user does not exist any more: register again' });

/** A person's act can be undone; what the system does is a consequence of one. */
const keepAct = ({ tx, user, origin, now, deeds }: Work, id: string): void => {
  if (deeds.length === 0 || origin.channel === 'system') return;
  insertAct(tx, user, { id, channel: origin.channel, deeds, created_at: now });
};

/** The dependencies of turns. */
export type TurnDeps = Pick<Deps, 'database' | 'now' | 'newId' | 'quota'>;

/**
 * Runs a user's writes one after the other by locking their row first. What one turn does
 * is one act of its user.
 */
export const inTurn = <T>(deps: TurnDeps, user_id: string, origin: Origin, work: (work: Work) => Promise<T>): Promise<T> =>
  deps.database.transaction(async (tx) => {
    const user = await lockUser(tx, user_id);
    if (user === null) throw unknownUser();
    const turn: Work = { tx, user, origin, now: deps.now(), quota: deps.quota, deeds: [] };
    const result = await work(turn);
    keepAct(turn, deps.newId());
    return result;
  });

/** A change that a user makes by REST or by chat. */
export const originOf = (request: FastifyRequest, channel: 'api' | 'chat'): Origin => ({
  channel,
  correlationid: request.id,
  actor: request.user.id,
  assistant: request.user.assistant,
});

/** A digest that tells whether two requests are the same. */
export const hashOf = ({ method, routeOptions, params }: FastifyRequest, body: unknown): string =>
  createHash('sha256').update(JSON.stringify([method, routeOptions.url, params, body ?? null])).digest('hex');

/** The request's idempotency key, if it has one. */
export const keyOf = ({ headers }: FastifyRequest): string | undefined => headers['idempotency-key'] as string | undefined;

/** Refuses to answer a different request from a stored answer. */
export const requireSame = ({ request_hash }: StoredAnswer, hash: string): void => {
  if (request_hash === hash) return;
  throw new Problem(422, 'This Idempotency-Key was used for another request', { detail: 'use a new key for a new request' });
};

const repeated = async ({ tx, user }: Work, request: FastifyRequest, key: string): Promise<Answer<unknown> | null> => {
  const stored = await findAnswer(tx, user.id, key);
  if (stored === null) return null;
  requireSame(stored, hashOf(request, request.body));
  const answer = JSON.parse(stored.answer) as Answer<unknown>;
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
};

/**
 * Runs a creating request in its user's turn, at most once per Idempotency-Key; effect and
 * answer commit together. Null means no answer yet, and is not stored.
 */
export const once = <A extends Answer<unknown> | null>(deps: TurnDeps, request: FastifyRequest, channel: 'api' | 'chat', work: (work: Work) => Promise<A>): Promise<A> =>
  inTurn(deps, request.user.id, originOf(request, channel), async (turn) => {
    const key = keyOf(request);
    if (key === undefined) return work(turn);
    const before = await repeated(turn, request, key);
    if (before !== null) return before as A;
    const answer = await work(turn);
    if (answer !== null) storeAnswer(turn.tx, turn.user.id, key, { request_hash: hashOf(request, request.body), answer: JSON.stringify(answer) });
    return answer;
  });

/** Sends an answer. */
export const sendAnswer = <Body>(reply: FastifyReply, { status, headers, body }: Answer<Body>): Body => {
  reply.code(status).headers(headers);
  return body;
};
