import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { hidden, type Server } from '#platform/http/server';

/** The policy of every page here, and the one style attribute that Swagger UI brings: by its digest, nothing else inline. */
const policy = {
  'default-src': "'self'",
  'img-src': "'self' data:",
  'style-src': "'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  'script-src': "'self'",
  'object-src': "'none'",
  'frame-ancestors': "'none'",
};

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
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: policy });
  app.get('/openapi.json', { schema: hidden }, async () => app.swagger());
};
