import { createHash, randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Server } from '#platform/http/server';

const name = 'todo_session';

/** The path of the cookie: only the routes that need it receive it. */
const path = '/auth/session';

const daysMs = 86_400_000;

/** Lets routes read and set cookies. */
export const readCookies = async (app: Server): Promise<void> => {
  await app.register(cookie);
};

/**
 * How long a session lasts after its last use: a month if the person wants to be
 * remembered, else a day.
 */
export const lastsFor = (remember: boolean): number => (remember ? 30 : 1) * daysMs;

/** The end of a session that is used at an instant. */
export const lastsUntil =
  (now: string) =>
  (remember: boolean): string =>
    new Date(Date.parse(now) + lastsFor(remember)).toISOString();

/** A secret that nobody can guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The stored digest of a secret. A fast one is enough, because the secret is random. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/**
 * Gives a browser its secret in a cookie, out of reach of scripts and other sites; unless
 * it is to be remembered, it ends with the browser.
 */
export const giveSecret = (request: FastifyRequest, reply: FastifyReply, { secret, remember }: { secret: string; remember: boolean }): void => {
  void reply.header('cache-control', 'no-store').setCookie(name, secret, {
    path,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    ...(remember && { maxAge: lastsFor(true) / 1_000 }),
  });
};

/** The secret that a browser sent, or null. */
export const secretOf = ({ cookies }: FastifyRequest): string | null => {
  const secret = cookies[name];
  return secret === undefined || secret.length > 100 ? null : secret;
};

/** The digest of the secret that a browser sent. */
export const sentDigest = (request: FastifyRequest): Buffer | null => {
  const secret = secretOf(request);
  return secret === null ? null : digestOf(secret);
};

/** Removes the cookie. */
export const takeSecret = (reply: FastifyReply): void => void reply.header('cache-control', 'no-store').clearCookie(name, { path });
