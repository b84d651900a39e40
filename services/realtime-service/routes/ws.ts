import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';

/** GET /ws without an upgrade. */
export const ws = (app: Server): void => {
  app.get('/ws', { schema: { summary: 'Live updates over a WebSocket', tags: ['live updates'] } }, async () => {
    throw new Problem(426, 'This is a WebSocket', { detail: 'connect with ?ticket= from POST /ws-tickets', headers: { upgrade: 'websocket', connection: 'upgrade' } });
  });
};
