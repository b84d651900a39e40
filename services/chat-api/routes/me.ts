import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { timeZoneInput } from '../domain/task-input.ts';
import { addErrand } from '../store/errands.ts';
import { findProfile, patchProfile, type Profile } from '../store/users.ts';
import { asSeen, dateOrderInput, nameInput, profile } from './session.ts';
import { asReader, asUser, bearer } from './user-route.ts';

const found = (deps: Deps, user: Profile | null): Profile => {
  if (user === null) throw new Problem(404, 'This user does not exist any more');
  return asSeen(deps, user);
};

/** GET /me: who I am. */
export const getMe = (app: Server, deps: Deps): void => {
  app.get(
    '/me',
    { ...asReader(deps), schema: { summary: 'My profile', tags: ['users'], security: bearer, response: { 200: profile } } },
    async (request) => found(deps, await findProfile(deps.database, request.user.id)),
  );
};

/** PATCH /me: my name, my time zone and how I write dates. */
export const patchMe = (app: Server, deps: Deps): void => {
  app.patch(
    '/me',
    {
      ...asUser(deps),
      schema: {
        summary: 'Change my profile',
        tags: ['users'],
        security: bearer,
        body: z.strictObject({ name: nameInput.nullish(), time_zone: timeZoneInput.optional(), date_order: dateOrderInput.nullish() }),
        response: { 200: profile },
      },
    },
    async (request) => {
      const { user, body } = request;
      const changed = await deps.database.transaction(async (tx) => {
        if (body.time_zone !== undefined) await addErrand(tx, { id: deps.newId(), what: 'zone', about: user.id });
        return found(deps, await patchProfile(tx, user.id, body));
      });
      if (body.time_zone !== undefined) deps.errands.wake();
      return changed;
    },
  );
};
