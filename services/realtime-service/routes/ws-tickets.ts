import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { ticketSeconds } from '../tickets.ts';

/** POST /ws-tickets: a ticket that opens one WebSocket, soon. */
export const wsTickets = (app: Server, { auth, tickets }: Deps): void => {
  app.post(
    '/ws-tickets',
    {
      onRequest: auth.requireUser,
      schema: {
        summary: 'A ticket for one WebSocket at /ws?ticket=',
        tags: ['live updates'],
        response: { 201: z.object({ ticket: z.string(), expires_in: z.int().describe('seconds') }) },
      },
    },
    async (request, reply) => {
      reply.code(201).header('cache-control', 'no-store');
      const { id: userId, epoch } = request.user;
      return { ticket: await tickets.issue({ userId, epoch }), expires_in: ticketSeconds };
    },
  );
};
