import swaggerUi from '@fastify/swagger-ui';
import { describeApi } from '#platform/http/describe-api';
import { hidden, type Server } from '#platform/http/server';
import { root } from './event-reference/frame.ts';
import others from './others-paths.json' with { type: 'json' };

/**
 * The policy of every page here, plus the one style attribute of Swagger UI by its digest;
 * nothing else inline.
 */
const policy = {
  'default-src': "'self'",
  'img-src': "'self' data:",
  'style-src': "'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  'script-src': "'self'",
  'object-src': "'none'",
  'frame-ancestors': "'none'",
};

/** What people do leads to events. */
const externalDocs = { description: 'The events behind it', url: root };

/**
 * Adds the OpenAPI document of the whole origin at /openapi.json and its page at /docs: the
 * routes of chat-api and of the services behind it.
 */
export const addApiPage = async (app: Server): Promise<void> => {
  await describeApi(app);
  const withOthers = (document: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ ...document, externalDocs, paths: { ...(document['paths'] as object), ...others } });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: policy, transformSpecification: withOthers });
  app.get('/openapi.json', { schema: hidden }, async () => withOthers({ ...app.swagger() }));
};
