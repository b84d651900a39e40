import { isUtf8 } from 'node:buffer';
import type { FastifyBodyParser, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const otherCharset = /;\s*charset\s*=\s*"?(?!utf-?8\b|us-ascii\b)[^\s;"]/i;

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Parses a JSON body. An empty one is no error, because clients send the content type even
 * without a body. Other encodings than UTF-8 are refused: decoded as UTF-8 they would lose letters.
 */
export const readJson =
  (parse: FastifyBodyParser<string>) =>
  (request: FastifyRequest, body: Buffer, done: Done): void => {
    if (otherCharset.test(request.headers['content-type'] ?? '')) return done(new Problem(415, 'This content type is not supported', { detail: 'send application/json in UTF-8' }));
    if (body.length === 0) return done(null);
    if (!isUtf8(body)) return done(new Problem(400, 'The request is not valid', { detail: 'the body is not UTF-8' }));
    return void parse(request, body.toString(), done);
  };
