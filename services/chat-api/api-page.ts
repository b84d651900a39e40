import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { hidden, type Server } from '#platform/http/server';

/** Adds the OpenAPI document at /openapi.json and its page at /docs; both grow from the schemas of the routes. */
export const addApiPage = async (app: Server): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Todo chatbot', version: 'v1', description: 'Tasks by chat and REST. Errors are problem details (RFC 9457).' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: hidden }, async () => app.swagger());
};
