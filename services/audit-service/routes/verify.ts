import { z } from 'zod';
import { clientLeft } from '#platform/http/client-left';
import type { Deps } from '../context.ts';
import type { Server } from '#platform/http/server';
import { verifyChains } from '../verify-chains.ts';

const chainReport = z.object({
  chain: z.int(),
  entries: z.int(),
  head: z.string().describe('the hash of the last entry, hex: note it elsewhere to prove later that nothing was rewritten'),
  problem: z.object({ position: z.int(), reason: z.string() }).nullable(),
});

/** GET /audit/verify: recomputes every chain and says where one is broken. */
export const verify = (app: Server, { database, auth }: Deps): void => {
  app.get(
    '/audit/verify',
    {
      preHandler: auth.requireAdmin,
      schema: {
        summary: 'Verify the audit trail',
        tags: ['audit'],
        response: { 200: z.object({ ok: z.boolean(), entries: z.int(), chains: z.array(chainReport) }) },
      },
    },
    (_request, reply) => verifyChains(database, clientLeft(reply)),
  );
};
