import type {
  FastifyBaseLogger, FastifyInstance, FastifySchema, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';

/** A Fastify server whose routes are typed by zod schemas. */
export type Server = FastifyInstance<
  RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider
>;

/** The schema of a route that is left out of the OpenAPI page, because it is internal. */
export const hidden: FastifySchema & { hide: boolean } = { hide: true };
