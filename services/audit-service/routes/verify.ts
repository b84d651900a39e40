import { auditVerdict } from '#contracts/http/audit';
import { clientLeft } from '#platform/http/client-left';
import type { Deps } from '../context.ts';
import type { Server } from '#platform/http/server';
import { verifyChains } from '../verify-chains.ts';

/** GET /audit/verify: recomputes every chain and says where one is broken. */
export const verify = (app: Server, { database, auth }: Deps): void => {
  app.get(
    '/audit/verify',
    {
      preHandler: auth.requireAdmin,
      schema: {
        summary: 'Verify the audit trail',
        tags: ['audit'],
        response: { 200: auditVerdict },
      },
    },
    (_request, reply) => verifyChains(database, clientLeft(reply)),
  );
};
