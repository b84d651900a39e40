import type { z } from 'zod';
import { outsideOf, requestsPerMinute, type authConfig, type BaseConfig, type jwksConfig } from '../config.ts';
import { createAuth, remoteKeys, type Auth } from './auth.ts';
import { remoteStanding } from './standing.ts';
import { createUserLimit } from './user-limit.ts';

/**
 * Verifies tokens that another service signs, as configured. If chat-api's address is set,
 * it is asked whether those of an outside identity provider still hold.
 */
export const remoteAuth = (config: BaseConfig & z.infer<typeof authConfig> & z.infer<typeof jwksConfig>): Auth => {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: keys } = config;
  const outside = outsideOf(config);
  const standingUrl = config.AUTH_STANDING_URL ?? (outside === undefined ? new URL('/auth/standing', keys).href : undefined);
  return createAuth(remoteKeys(keys), { issuer, audience, ...(outside && { outside }) }, {
    limit: createUserLimit(requestsPerMinute(config)),
    ...(standingUrl !== undefined && { standing: remoteStanding(standingUrl) }),
  });
};
