import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { Server } from '#platform/http/server';

/**
 * Compresses lists, which are long and repetitive. Answers with tokens are too short to be
 * compressed, so that no length reveals a secret.
 */
export const compressAnswers = async (app: Server): Promise<void> => {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1_500,
    customTypes: /^application\/(json|problem\+json)/,
    // Fast rather than small, because each answer is compressed only once.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    // What is sent here is small and comes as it is.
    globalDecompression: false,
  });
};
