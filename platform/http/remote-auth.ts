import type { z } from 'zod';
import { requestsPerMinute, type authConfig, type BaseConfig, type jwksConfig } from '../config.ts';
import { createAuth, remoteKeys, type Auth } from './auth.ts';
import { createUserLimit } from './user-limit.ts';

/** Verifies the tokens that another service signs, as the settings say. */
export const remoteAuth = (config: BaseConfig & z.infer<typeof authConfig> & z.infer<typeof jwksConfig>): Auth =>
  createAuth(remoteKeys(config.AUTH_JWKS_URL), config.AUTH_ISSUER, createUserLimit(requestsPerMinute(config)));
