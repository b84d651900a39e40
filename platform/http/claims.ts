import type { JWTPayload } from 'jose';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { Token } from './standing.ts';

/** The accepted issuer and audience of tokens. */
export interface Expected {
  issuer: string;
  audience?: string;
  /**
   * Set if an outside identity provider signs: where its tokens name the roles of their
   * user, such as realm_access.roles, and which role makes an administrator.
   */
  outside?: { roleClaim: string; adminRole: string };
}

const claims = z.looseObject({
  sub: z.string().min(1),
  email: z.string().min(3),
  email_verified: z.boolean().default(false),
  name: z.string().max(200).nullish(),
  zoneinfo: z.string().optional(),
  epoch: z.int().default(0),
});

/** A name space for ids: within it are this system's users of all providers. */
const nameSpace = '6f0d3f0e-6a52-4b8e-9d0b-8f1c2b7f5a10';

/**
 * The same id for a person in every service, without asking any; a provider's own ids may
 * be anything.
 */
const outsideId = (issuer: string, sub: string): string => v5(`${issuer}\n${sub}`, nameSpace);

const knownZone = (name: string | undefined): string => (name !== undefined && Intl.supportedValuesOf('timeZone').includes(name) ? name : 'UTC');

const at = (value: unknown, path: string): unknown => path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null | undefined)?.[name], value);

const hasRole = (payload: JWTPayload, { roleClaim, adminRole }: NonNullable<Expected['outside']>): boolean => [at(payload, roleClaim)].flat().includes(adminRole);

const ownRoles = { roleClaim: 'role', adminRole: 'admin' };

const ownId = z.uuid();

/** A user of this system, or of a provider. */
const idOf = (sub: string, { issuer, outside }: Expected): string | null => {
  if (outside !== undefined) return outsideId(issuer, sub);
  return ownId.safeParse(sub).success ? sub : null;
};

/** What a verified token says about its user; null if it says too little. */
export const readClaims = (payload: JWTPayload, expected: Expected): Omit<Token, 'text'> | null => {
  const { success, data } = claims.safeParse(payload);
  const user_id = success ? idOf(data.sub, expected) : null;
  if (!success || user_id === null) return null;
  const { email, email_verified, name = null, zoneinfo, epoch } = data;
  const role = hasRole(payload, expected.outside ?? ownRoles) ? 'admin' : 'user';
  return { user_id, email, email_verified, name, time_zone: knownZone(zoneinfo), epoch, role };
};
