import { isUtf8 } from 'node:buffer';
import type { FastifyBodyParser, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const otherCharset = /;\s*charset\s*=\s*"?(?!utf-?8\b|us-ascii\b)[^\s;"]/i;

type Done = (error: Error | null, body?: unknown) => void;

/** Reads a JSON body; none is no error, because clients say that they send JSON even without one. What is not UTF-8 is refused: read all the same, it would lose letters. */
export const readJson =
  (parse: FastifyBodyParser<string>) =>
  (request: FastifyRequest, body: Buffer, done: Done): void => {
    if (otherCharset.test(request.headers['content-type'] ?? '')) return done(new Problem(415, 'This content type is not supported', { detail: 'send application/json in UTF-8' }));
    if (body.length === 0) return done(null);
    if (!isUtf8(body)) return done(new Problem(400, 'The request is not valid', { detail: 'the body is not UTF-8' }));
    return void parse(request, body.toString(), done);
  };
