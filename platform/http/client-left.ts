import type { FastifyReply } from 'fastify';

/** Aborted when the client closes its connection before it has the whole answer: nobody waits for the work any more. */
export const clientLeft = (reply: FastifyReply): AbortSignal => {
  const leaving = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort(new Error('the client has left'));
  });
  return leaving.signal;
};
