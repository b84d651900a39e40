import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { askForMail } from '../auth/ask-for-mail.ts';
import { accountFor } from '../auth/know-password.ts';
import { guessDateOrder } from '../domain/date-order.ts';
import { timeZoneInput } from '../domain/task-input.ts';
import { findAnswer, storeAnswer } from '../store/idempotency.ts';
import { findAccount, insertUser, type Profile } from '../store/users.ts';
import { hashOf, keyOf, requireSame } from './in-turn.ts';
import { dateOrderInput, emailInput, nameInput, passwordInput, refuseOwnAddress, session, sessionOf } from './session.ts';
import { idempotencyHeaders } from './user-route.ts';

const newUser = z.strictObject({
  email: emailInput,
  password: passwordInput,
  name: nameInput.nullish(),
  time_zone: timeZoneInput.default('UTC'),
  date_order: dateOrderInput.nullish().describe('left out, the language of the request tells'),
});

type Registering = FastifyRequest & { body: z.infer<typeof newUser> };

/** Without the password, because a fast hash of it would be stored beside the slow one. */
const hashOfRegistering = (request: Registering): string => hashOf(request, { ...request.body, password: undefined });

const addUser = async (deps: Deps, request: Registering): Promise<Profile | null> => {
  const { email, password, name = null, time_zone } = request.body;
  const date_order = request.body.date_order === undefined ? guessDateOrder(request.headers['accept-language']) : request.body.date_order;
  refuseOwnAddress(password, email);
  const password_hash = await deps.passwords.hash(password);
  return deps.database.transaction(async (tx) => {
    const user = await insertUser(tx, { id: deps.newId(), email, name, time_zone, date_order, password_hash });
    const key = keyOf(request);
    // The answer contains a token, so it is never stored but created again for a repetition.
    if (user !== null && key !== undefined) storeAnswer(tx, user.id, key, { request_hash: hashOfRegistering(request), answer: '' });
    if (user !== null && deps.confirmAddresses) await askForMail(tx, deps, { purpose: 'confirm', email, ip: request.ip });
    return user;
  });
};

/**
 * The user whom the same request registered before: its key shows that it is the same, its
 * password that it may ask.
 */
const userOfBefore = async (deps: Deps, request: Registering): Promise<Profile | null> => {
  const key = keyOf(request);
  const taken = key === undefined ? null : await findAccount(deps.database, request.body.email);
  const stored = taken === null ? null : await findAnswer(deps.database, taken.id, key!);
  if (stored === null) return null;
  const account = await accountFor(deps, { ...request.body, ip: request.ip });
  if (account !== null) requireSame(stored, hashOfRegistering(request));
  return account;
};

/** POST /auth/register: a new user and their first token. */
export const register = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/register',
    {
      onRequest: app.rateLimit(),
      schema: {
        summary: 'Register',
        tags: ['users'],
        headers: idempotencyHeaders,
        body: newUser,
        response: { 201: session },
      },
    },
    async (request, reply) => {
      const added = await addUser(deps, request);
      deps.errands.wake();
      if (added !== null) return reply.code(201).send(await sessionOf(deps, added));
      const again = await userOfBefore(deps, request);
      if (again === null) throw new Problem(409, 'This address is registered already', { detail: 'log in instead' });
      return reply.code(201).header('idempotency-replayed', 'true').send(await sessionOf(deps, again));
    },
  );
};
