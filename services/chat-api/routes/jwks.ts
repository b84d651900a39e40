import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';

/** GET /.well-known/jwks.json: the public keys by which every service verifies tokens. */
export const jwks = (app: Server, { tokens }: Deps): void => {
  app.get('/.well-known/jwks.json', { schema: { summary: 'Public keys of the tokens', tags: ['users'] } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(tokens.jwks),
  );
};
