import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { newId } from '../ids.ts';
import { sendProblem } from './error-handler.ts';
import { Problem } from './problem.ts';

const tooSlow = new Problem(408, 'The request took too long', { detail: 'send all of it within half a minute' });
const tooManyHeaders = new Problem(431, 'The headers are too large', { detail: 'send fewer or shorter ones' });
const noRequest = new Problem(400, 'This is not a valid HTTP request', { detail: 'check its method, path, headers and length; what is not ASCII in a path is percent-encoded' });

const known: Record<string, Problem> = { ERR_HTTP_REQUEST_TIMEOUT: tooSlow, HPE_HEADER_OVERFLOW: tooManyHeaders };

/**
 * Answers a malformed HTTP request with problem details, like any other error, and closes
 * its connection.
 */
export const answerBrokenRequest = ({ code }: ConnectionError, socket: Socket): void => {
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  const { status, message: title, details } = known[code ?? ''] ?? noRequest;
  const body = JSON.stringify({ type: 'about:blank', title, status, ...details, correlation_id: newId() });
  const head = [`HTTP/1.1 ${status} ${title}`, 'content-type: application/problem+json', `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

const badEscapes = new Problem(400, 'The path is not valid', { detail: 'its escapes must be UTF-8, such as %C3%A9 for é' });
const tooLong = new Problem(414, 'The path is too long', { detail: 'one of its parts has more than 100 characters' });

/** Answers a path that the router cannot read: its escapes are not UTF-8, or it is too long. */
export const answerUnreadable = ({ code }: FastifyError, request: FastifyRequest, reply: FastifyReply): void => void sendProblem(code === 'FST_ERR_BAD_URL' ? badEscapes : tooLong, request, reply);
