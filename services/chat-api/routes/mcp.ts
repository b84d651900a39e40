import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { callApiAs } from '../mcp/call-api.ts';
import { bearer } from './user-route.ts';

const place = '/mcp';
const metadata = '/.well-known/oauth-protected-resource';

const originOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;

/** Tells an assistant without a valid token where to find out what a token must be (RFC 9728). */
const challenged = (error: unknown, request: FastifyRequest): unknown => {
  if (!(error instanceof Problem) || error.status !== 401) return error;
  const challenge = `Bearer resource_metadata="${originOf(request)}${metadata}${place}"`;
  return new Problem(401, error.message, { ...error.details, headers: { ...error.details.headers, 'www-authenticate': challenge } });
};

const webRequest = (request: FastifyRequest): Request => {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
  return new Request(`${originOf(request)}${place}`, { method: 'POST', headers, body: JSON.stringify(request.body) });
};

/** The headers that are passed on to the requests an assistant's call leads to. */
const passedOn = ({ headers: { authorization, traceparent }, id }: FastifyRequest): Record<string, string> => ({
  authorization: authorization!,
  'x-correlation-id': id,
  ...(typeof traceparent === 'string' && { traceparent }),
});

/**
 * POST /mcp: the Model Context Protocol over Streamable HTTP, for assistants with a token
 * of their user.
 */
export const postMcp = (app: Server, deps: Deps): void => {
  const recognise = deps.auth.recognise('read');
  app.post(
    place,
    {
      onRequest: (request) =>
        recognise(request).catch((error: unknown) => {
          throw challenged(error, request);
        }),
      schema: {
        summary: 'The Model Context Protocol, for assistants',
        description: 'Streamable HTTP without sessions. The tools do what the API does; what deletes, or changes several tasks, is announced first and done by confirm.',
        tags: ['assistants'],
        security: bearer,
      },
    },
    async (request, reply) => {
      const { database, now, newId } = deps;
      const callApi = callApiAs(app, passedOn(request));
      // Loaded with the first request: 5 MB, which most who run this never need.
      const { answerMcp } = await import('../mcp/mcp-server.ts');
      return reply.send(await answerMcp(webRequest(request), request.body, { database, userId: request.user.id, callApi, now, newId }));
    },
  );
  app.route({
    method: ['GET', 'DELETE'],
    url: place,
    schema: { hide: true },
    handler: () => {
      throw new Problem(405, 'Only POST works here', { detail: 'there are no sessions and no stream to listen to: every call is one request', headers: { allow: 'POST' } });
    },
  });
};

/** GET /.well-known/oauth-protected-resource/mcp: what a token for /mcp must be. */
export const getMcpMetadata = (app: Server): void => {
  app.get(
    `${metadata}${place}`,
    {
      schema: {
        summary: 'What a token for /mcp must be',
        tags: ['assistants'],
        response: { 200: z.object({ resource: z.string(), bearer_methods_supported: z.array(z.string()), scopes_supported: z.array(z.string()), resource_documentation: z.string() }) },
      },
    },
    async (request) => ({
      resource: `${originOf(request)}${place}`,
      bearer_methods_supported: ['header'],
      scopes_supported: ['read', 'write'],
      resource_documentation: `${originOf(request)}/#/settings`,
    }),
  );
};
