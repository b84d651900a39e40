import type { FastifyReply } from 'fastify';

/**
 * A signal that aborts when the client closes its connection before it has the whole
 * answer, because then nobody waits for the work.
 */
export const clientLeft = (reply: FastifyReply): AbortSignal => {
  const leaving = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort(new Error('the client has left'));
  });
  return leaving.signal;
};
