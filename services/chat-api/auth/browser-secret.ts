import { createHash, randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Server } from '#platform/http/server';

const name = 'todo_session';

/** Only the routes that need it get it. */
const path = '/auth/session';

const daysMs = 86_400_000;

/** Lets routes read and set cookies. */
export const readCookies = async (app: Server): Promise<void> => {
  await app.register(cookie);
};

/** How long a session lasts after its last use: a month where the person wants to be remembered, else a day. */
export const lastsFor = (remember: boolean): number => (remember ? 30 : 1) * daysMs;

/** A secret that nobody can guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. It is random, so a fast digest is enough. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Hands a browser its secret, out of reach of scripts and of other sites; where it is not to be remembered, it goes when the browser closes. */
export const giveSecret = (request: FastifyRequest, reply: FastifyReply, { secret, remember }: { secret: string; remember: boolean }): void => {
  void reply.header('cache-control', 'no-store').setCookie(name, secret, {
    path,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    ...(remember && { maxAge: lastsFor(true) / 1_000 }),
  });
};

/** The secret that a browser sent; null where it sent none. */
export const secretOf = ({ cookies }: FastifyRequest): string | null => {
  const secret = cookies[name];
  return secret === undefined || secret.length > 100 ? null : secret;
};

/** The digest of the secret that a browser sent. */
export const sentDigest = (request: FastifyRequest): Buffer | null => {
  const secret = secretOf(request);
  return secret === null ? null : digestOf(secret);
};

/** Takes the secret back. */
export const takeSecret = (reply: FastifyReply): void => void reply.header('cache-control', 'no-store').clearCookie(name, { path });
