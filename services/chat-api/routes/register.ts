import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../app.ts';
import { timeZoneInput } from '../domain/task-input.ts';
import { insertUser } from '../store/users.ts';
import { emailInput, nameInput, passwordInput, sessionOf, session } from './session.ts';

/** POST /auth/register: a new user and their first token. */
export const register = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/register',
    {
      schema: {
        summary: 'Register',
        tags: ['users'],
        body: z.strictObject({ email: emailInput, password: passwordInput, name: nameInput.nullish(), time_zone: timeZoneInput.default('UTC') }),
        response: { 201: session },
      },
    },
    async (request, reply) => {
      const { email, password, name = null, time_zone } = request.body;
      const password_hash = await deps.passwords.hash(password);
      const user = await insertUser(deps.database, { id: deps.newId(), email, name, time_zone, password_hash });
      if (user === null) throw new Problem(409, 'This address is registered already', { detail: 'log in instead' });
      return reply.code(201).send(await sessionOf(deps, user));
    },
  );
};
