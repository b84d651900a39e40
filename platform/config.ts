import { isIP } from 'node:net';
import { z } from 'zod';

/** The exit status for a bad setting (EX_CONFIG of sysexits.h); restarting does not help. */
export const EX_CONFIG = 78;

/** Settings that every service shares; a service extends this with its own. */
export const baseConfig = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production').describe('development relaxes what only a laptop may'),
  PORT: z.coerce.number().int().min(1).max(65_535).describe('where the service listens'),
  HOST: z.string().default('127.0.0.1').describe('the address it listens on; 0.0.0.0 in a container'),
  DAPR_HTTP_PORT: z.coerce.number().int().default(3500).describe("the sidecar's HTTP port"),
  DAPR_API_TOKEN: z.string().min(16).optional().describe('sent to the sidecar, when it asks for one'),
  APP_API_TOKEN: z.string().min(16).optional().describe('what the sidecar must send; required in production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info').describe('the least severe line that is logged'),
  BUILD: z.string().default('dev').describe('the version that failure reports name'),
  DRAIN_MS: z.coerce.number().int().min(0).default(3_000).describe('how long a stopping service still takes deliveries, in ms: longer than the app health probe needs to notice'),
});

export type BaseConfig = z.infer<typeof baseConfig>;

/** Settings of a service that owns a PostgreSQL schema. */
export const databaseConfig = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('PostgreSQL, such as postgres://user:password@host:5432/todo'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).default(10).describe('connections of this process'),
  MIGRATIONS: z
    .enum(['apply', 'check'])
    .default('apply')
    .describe('apply: bring the schema up to date at the start; check: wait until `npm run migrate` has, with a role that may'),
});

export type DatabaseConfig = z.infer<typeof databaseConfig>;

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.trim().split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && longest > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest));
};

/** chat-api as the signer of tokens. */
export const ownIssuer = 'todo-chat-api';

/** Settings of a service that verifies its users' tokens. */
export const authConfig = z.object({
  AUTH_ISSUER: z.string().default(ownIssuer).describe('who signs the tokens'),
  AUTH_ROLE_CLAIM: z.string().min(1).default('role').describe('where tokens of an outside identity provider name the roles of their user, such as realm_access.roles'),
  AUTH_ADMIN_ROLE: z.string().min(1).default('admin').describe('which of those roles makes an administrator'),
  AUTH_AUDIENCE: z.string().min(1).default('todo').describe('for whom a token has to be meant'),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).optional().describe('requests of one user a minute and replica; default 600, in development 1000000'),
  TRUST_PROXY: z
    .string()
    .refine((text) => text.split(',').every(isNetwork), 'must be addresses or networks such as 10.0.0.0/8, comma-separated')
    .optional()
    .describe('the proxies before the service, such as 10.0.0.0/8: whom X-Forwarded-For and X-Forwarded-Proto are believed'),
});

/** How to read the tokens of an outside identity provider; undefined if chat-api signs them. */
export const outsideOf = (config: Pick<z.infer<typeof authConfig>, 'AUTH_ISSUER' | 'AUTH_ROLE_CLAIM' | 'AUTH_ADMIN_ROLE'>): { roleClaim: string; adminRole: string } | undefined =>
  config.AUTH_ISSUER === ownIssuer ? undefined : { roleClaim: config.AUTH_ROLE_CLAIM, adminRole: config.AUTH_ADMIN_ROLE };

/** How many requests a minute one user may send, by {@link authConfig}. */
export const requestsPerMinute = ({ NODE_ENV, RATE_LIMIT_PER_MINUTE }: { NODE_ENV: string; RATE_LIMIT_PER_MINUTE?: number | undefined }): number =>
  RATE_LIMIT_PER_MINUTE ?? (NODE_ENV === 'development' ? 1_000_000 : 600);

/** Settings of a service that verifies tokens signed by another one. */
export const jwksConfig = z.object({
  AUTH_JWKS_URL: z.url().describe("the signer's public keys, such as http://127.0.0.1:3000/.well-known/jwks.json"),
  AUTH_STANDING_URL: z.url().optional().describe("chat-api's /auth/standing, to be given where an outside identity provider signs"),
});

const inProduction = { APP_API_TOKEN: 'is required in production: without it anyone can post events' } as const;

const problemsOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`);

/**
 * Parses a service's settings from the environment, or throws an error that names every bad
 * one.
 */
export const parseConfig = <S extends z.ZodType<BaseConfig>>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> => {
  const parsed = schema.safeParse(env);
  const problems = parsed.success ? [] : problemsOf(parsed.error);
  if ((env['NODE_ENV'] ?? 'production') === 'production') {
    for (const [name, why] of Object.entries(inProduction)) if (!env[name]) problems.push(`${name}: ${why}`);
  }
  if (!parsed.success || problems.length > 0) throw new Error(`bad settings\n  ${problems.join('\n  ')}`);
  return parsed.data;
};

/**
 * {@link parseConfig} for `main.ts`: prints every bad setting and ends the process with
 * EX_CONFIG.
 */
export const readConfig = <S extends z.ZodType<BaseConfig>>(schema: S, env = process.env): z.infer<S> => {
  try {
    return parseConfig(schema, env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nSet these environment variables and start again.\n`);
    process.exit(EX_CONFIG);
  }
};
