import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isOutage } from '../db/outage.ts';
import { EventTooLarge } from '../outbox/draft.ts';
import { Problem, type FieldError } from './problem.ts';

interface RawIssue {
  path: PropertyKey[];
  message: string;
  code?: string;
  keys?: string[];
}

/** Names an unknown field itself, not the object around it. */
const toFieldErrors = ({ path, message, code, keys }: RawIssue): FieldError[] =>
  code === 'unrecognized_keys' && keys !== undefined
    ? keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not a known field' }))
    : [{ field: path.join('.') || 'body', message }];

const issueOf = (validation: { keyword: string; instancePath: string; params: object; message?: string }): RawIssue => ({
  path: validation.instancePath.split('/').filter(Boolean),
  message: validation.message ?? 'is not valid',
  code: validation.keyword,
  ...(validation.params as { keys?: string[] }),
});

const badFields = (errors: FieldError[]): Problem =>
  new Problem(400, 'The request is not valid', {
    detail: errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  });

const tooLarge = (detail: string): Problem => new Problem(413, 'The request is too large', { detail });

const fromClientError = (error: FastifyError, status: number): Problem => {
  if (status === 413) return tooLarge('a request body may have at most 1 MiB');
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY') return new Problem(400, 'The request is not valid', { detail: 'the body is not JSON, or has a key __proto__ or constructor.prototype' });
  if (status === 415) return new Problem(415, 'This content type is not supported', { detail: 'send application/json' });
  return new Problem(status, error.message);
};

/** A NUL in a text, an impossible date: what passed a schema but PostgreSQL cannot store. */
const isUnstorable = (error: unknown): boolean => ['22021', '22P05', '22007', '22008'].includes((error as { code?: string } | null)?.code ?? '');

const unstorable = (): Problem =>
  new Problem(400, 'The request is not valid', { detail: 'it has a text or a time that cannot be kept: send well-formed text without NUL characters, and times between 1900 and 2199' });

const unavailable = (): Problem =>
  new Problem(503, 'The service is not available right now', { detail: 'try again in a few seconds', headers: { 'retry-after': '5' } });

const fromError = (error: unknown): Problem => {
  if (hasZodFastifySchemaValidationErrors(error)) return badFields(error.validation.flatMap((v) => toFieldErrors(issueOf(v))));
  if (error instanceof EventTooLarge) return tooLarge(error.message);
  if (isOutage(error)) return unavailable();
  if (isUnstorable(error)) return unstorable();
  const status = (error as FastifyError).statusCode ?? 500;
  if (status >= 400 && status < 500) return fromClientError(error as FastifyError, status);
  return new Problem(500, 'Something went wrong on our side', { detail: 'the log of the service has the details, under this correlation id' });
};

/** The problem that a caller is shown for an error; a 5xx reveals nothing internal. */
export const toProblem = (error: unknown): Problem => (error instanceof Problem ? error : fromError(error));

/** Sends problem details. */
export const sendProblem = (problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { headers = {}, ...details } = problem.details;
  return reply
    .code(problem.status)
    .headers(headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type: 'about:blank', title: problem.message, status: problem.status, ...details, correlation_id: request.id });
};

/** The one error handler of every service. */
export const errorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = toProblem(error);
  if (problem.status === 503) request.log.warn({ reason: (error as Error).message }, 'a request failed for now');
  else if (problem.status >= 500) request.log.error({ err: error }, 'a request failed');
  return sendProblem(problem, request, reply);
};
