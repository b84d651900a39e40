import type { z } from 'zod';
import { ownIssuer, requestsPerMinute, type authConfig, type BaseConfig, type jwksConfig } from '../config.ts';
import { createAuth, remoteKeys, type Auth } from './auth.ts';
import { remoteStanding } from './standing.ts';
import { createUserLimit } from './user-limit.ts';

/** Verifies tokens that another service signs, as configured; an outside identity provider ends its sessions itself. */
export const remoteAuth = (config: BaseConfig & z.infer<typeof authConfig> & z.infer<typeof jwksConfig>): Auth => {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: keys } = config;
  return createAuth(remoteKeys(keys), { issuer, audience }, {
    limit: createUserLimit(requestsPerMinute(config)),
    ...(issuer === ownIssuer && { standing: remoteStanding(new URL('/auth/standing', keys).href) }),
  });
};
