import { z } from 'zod';
import { authConfig, baseConfig, databaseConfig, ownIssuer } from '#platform/config';
import { gatewayConfig } from './gateway.ts';

const signingKey = z.string().transform((text, context) => {
  try {
    const jwk = JSON.parse(text) as { kty?: string; crv?: string; d?: string };
    if (typeof jwk.d === 'string' && (jwk.crv === 'Ed25519' || jwk.crv === 'P-256')) return jwk;
  } catch {
    // Said below, without the key.
  }
  context.addIssue({ code: 'custom', message: 'must be a private JWK (JSON) of the curve Ed25519 or P-256' });
  return z.NEVER;
});

const emails = z.string().transform((text) => text.split(',').map((email) => email.trim().toLowerCase()).filter(Boolean));

/** The settings of chat-api. */
export const chatConfig = baseConfig
  .extend(databaseConfig.shape)
  .extend(authConfig.shape)
  .extend(gatewayConfig.shape)
  .extend({
    AUTH_JWKS_URL: z.url().optional().describe('the public keys of an outside identity provider; needed where AUTH_ISSUER names one'),
    AUTH_CLIENT_ID: z.string().min(1).optional().describe('as which client of an outside identity provider the page signs people in there'),
    AUTH_CLIENT_SECRET: z.string().min(1).optional().describe('of that client, unless it is a public one'),
    AUTH_SCOPE: z.string().default('openid email profile offline_access').describe('what that client asks for; without offline_access a browser has to sign in again after each reload'),
    AUTH_SIGNING_KEY: signingKey.optional().describe('the private JWK that signs tokens; required in production, made once in development'),
    TOKEN_HOURS: z.coerce.number().int().min(1).max(720).default(12).describe('how long a token is valid'),
    ADMIN_EMAILS: emails.default([]).describe('administrators, comma-separated; counts only in development'),
    AUTH_TRIES_PER_MINUTE: z.coerce.number().int().min(1).optional().describe('registrations and logins from one address a minute and replica; default 30, in development 1000000'),
    TASKS_PER_USER: z.coerce.number().int().min(1).default(20_000).describe('how many tasks a user may have'),
    TASK_MIB_PER_USER: z.coerce.number().int().min(1).default(100).describe('how many MiB the texts of their tasks may take'),
    CONFIRM_ADDRESSES: z.enum(['on', 'off']).default('on').describe('on: an address gets mails only once its owner has followed the link of the mail about it'),
    ACCOUNT_MAILS_PER_NETWORK: z.coerce.number().int().min(1).default(60).describe('the most mails about accounts that one network can request in an hour, signing up included'),
    ACCOUNT_MAILS_PER_DAY: z.coerce.number().int().min(1).default(5).describe('the most mails about an account (reset, confirmation) that an address gets in a day'),
    CHAT_MODEL: z.string().regex(/^[a-z0-9-]{1,63}$/, 'must be the name of a Dapr component').optional().describe('the Dapr Conversation component of a language model that the chat may ask (docs/chat-model.md); without it nobody is asked'),
    CHAT_MODEL_RECIPIENT: z.string().trim().min(1).max(100).optional().describe('who runs that model, as people are told before anything goes there, such as “OpenAI”; required with CHAT_MODEL'),
    CHAT_MODEL_WHEN: z.enum(['unsure', 'always']).default('unsure').describe('unsure: it is asked only where the chat would ask the person; always: for every command'),
    CHAT_MODEL_SECONDS: z.coerce.number().min(0.1).max(60).default(8).describe('how long its answer is waited for'),
    CHAT_MODEL_TOKENS_PER_DAY: z.coerce.number().int().min(0).max(2_000_000_000).default(200_000).describe('what the questions of one user may cost in a day (UTC), in tokens of question and answer'),
    LOGIN_ATTEMPTS: z.coerce.number().int().min(1).default(10).describe('failed logins of one address in 15 minutes before it has to wait'),
    PASSWORD_HASHES_AT_ONCE: z.coerce.number().int().min(1).default(4).describe('each takes 19 MiB; more logins at once wait their turn'),
  })
  .refine(({ AUTH_ISSUER = ownIssuer, AUTH_JWKS_URL }) => AUTH_ISSUER === ownIssuer || AUTH_JWKS_URL !== undefined, {
    path: ['AUTH_JWKS_URL'],
    message: 'is needed where AUTH_ISSUER names an outside identity provider',
    when: () => true,
  })
  .refine(({ CHAT_MODEL, CHAT_MODEL_RECIPIENT }) => CHAT_MODEL === undefined || CHAT_MODEL_RECIPIENT !== undefined, {
    path: ['CHAT_MODEL_RECIPIENT'],
    message: 'is needed with CHAT_MODEL: people are told who reads what they write',
    when: () => true,
  })
  .refine(({ NODE_ENV, AUTH_SIGNING_KEY, AUTH_ISSUER = ownIssuer }) => NODE_ENV !== 'production' || AUTH_ISSUER !== ownIssuer || AUTH_SIGNING_KEY !== undefined, {
    path: ['AUTH_SIGNING_KEY'],
    message: 'a sound one is required in production: all replicas must share it',
    // Checked beside other settings, so that all bad ones are named at once.
    when: () => true,
  });
export type ChatConfig = z.infer<typeof chatConfig>;
