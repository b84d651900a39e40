import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { Server } from '#platform/http/server';

/** Compresses lists, which are long and alike. An answer with a token in it is too short for that, so that no length tells of a secret. */
export const compressAnswers = async (app: Server): Promise<void> => {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1_500,
    customTypes: /^application\/(json|problem\+json)/,
    // Quick rather than small: the answer is made for this one request.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    // What is sent here is small and comes as it is.
    globalDecompression: false,
  });
};
