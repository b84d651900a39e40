import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { needsToken } from './auth.ts';
import type { Server } from './server.ts';

type Transform = typeof jsonSchemaTransform;

/** Describes a route as needing a token if it has a hook that asks for one. */
const transform: Transform = (input) => {
  const { schema, url } = jsonSchemaTransform(input);
  const guards = [input.route.onRequest, input.route.preHandler].flat();
  return { url, schema: guards.some((guard) => guard !== undefined && needsToken.has(guard)) ? { ...schema, security: [{ bearer: [] }] } : schema };
};

/**
 * Gathers the OpenAPI document of a server, `app.swagger()`, from the schemas of the routes
 * that are added from now on.
 */
export const describeApi = async (app: Server): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Todo chatbot', version: 'v1', description: 'Tasks by chat and REST. Errors are problem details (RFC 9457).' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform,
  });
};
