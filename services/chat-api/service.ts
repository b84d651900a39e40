import { outsideOf, requestsPerMinute } from '#platform/config';
import { daprConverse } from '#platform/dapr/converse';
import type { Database } from '#platform/db/database';
import { createAuth, remoteKeys, type Auth } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import { newId } from '#platform/ids';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { ownSchema } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { addAddressLimit } from './address-limit.ts';
import { addApiPage } from './api-page.ts';
import { outsideStanding, refuseOwnAccounts } from './auth/outside-accounts.ts';
import { createPasswords } from './auth/passwords.ts';
import { createProviderClient, type ProviderClient } from './auth/provider-client.ts';
import { ownStanding } from './auth/standing.ts';
import { createTokens, newSigningKey, type Tokens } from './auth/tokens.ts';
import { digestOf, readCookies } from './auth/browser-secret.ts';
import { askNotificationsThroughDapr } from './chat/ask-notifications.ts';
import { compressAnswers } from './compress-answers.ts';
import { chatConfig, type ChatConfig } from './config.ts';
import type { Deps } from './context.ts';
import { openErrands } from './errands/errands.ts';
import { askThroughDapr, runErrand } from './errands/run-errand.ts';
import { addEventReference } from './event-reference/add-event-reference.ts';
import { askNoticesThroughDapr } from './export/ask-notices.ts';
import { addGateway, builtWeb, upstreamsOf } from './gateway.ts';
import { migrations } from './migrations.ts';
import { askModelThrough, type Model } from './model/ask-model.ts';
import { internalRoutes, routes } from './routes/index.ts';
import type { Seeing } from './routes/session.ts';
import { findAssistant } from './store/access-tokens.ts';
import { expired } from './store/expired.ts';
import { takeTurns } from './take-turns.ts';
import { sharedSigningKey } from './store/signing-key.ts';
import { tellTrail } from './store/trail.ts';

const searchesAtOnce = 2;
const renewalsAtOnce = 4;

const authOf = ({ config, database }: Parts<ChatConfig, Database>, { tokens, ...seeing }: Seeing & { tokens: Tokens }): Auth => {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = config;
  const outside = outsideOf(config);
  const checks = { limit: createUserLimit(requestsPerMinute(config)), findAssistant: (token: string) => findAssistant(database, digestOf(token), new Date().toISOString()) };
  if (outside === undefined) return createAuth(tokens.keys, { issuer, audience }, { ...checks, standing: ownStanding({ database, ...seeing }) });
  return createAuth(remoteKeys(config.AUTH_JWKS_URL!), { issuer, audience, outside }, { ...checks, standing: outsideStanding(database) });
};

const modelOf = ({ config, database, log }: Parts<ChatConfig, Database>): Model | undefined => {
  const { CHAT_MODEL: component, CHAT_MODEL_RECIPIENT: recipient, CHAT_MODEL_WHEN: when, CHAT_MODEL_TOKENS_PER_DAY: tokensPerDay } = config;
  if (component === undefined || recipient === undefined) return undefined;
  const converse = daprConverse(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN);
  return { recipient, when, tokensPerDay, ask: askModelThrough({ database, converse, log, component, limitMs: config.CHAT_MODEL_SECONDS * 1_000, tokensPerDay }) };
};

const providerOf = ({ NODE_ENV, AUTH_ISSUER: issuer, AUTH_CLIENT_ID: clientId, AUTH_CLIENT_SECRET: clientSecret, AUTH_SCOPE: scope }: ChatConfig): ProviderClient | undefined =>
  clientId === undefined ? undefined : createProviderClient({ issuer, clientId, clientSecret, scope, insecure: NODE_ENV !== 'production' });

const createContext = async (parts: Parts<ChatConfig, Database>): Promise<Deps> => {
  const { config, database, dapr } = parts;
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = config;
  const isDevelopment = config.NODE_ENV === 'development';
  const adminEmails = isDevelopment ? config.ADMIN_EMAILS : [];
  const confirmAddresses = config.CONFIRM_ADDRESSES === 'on';
  const now = (): string => new Date().toISOString();
  const signingKey = config.AUTH_SIGNING_KEY ?? (await sharedSigningKey(database, await newSigningKey()));
  const model = modelOf(parts);
  const tokens = await createTokens(signingKey, { issuer, audience, hours: config.TOKEN_HOURS });
  return {
    ...parts,
    auth: authOf(parts, { tokens, adminEmails, confirmAddresses }),
    ...(model !== undefined && { model }),
    ...(outsideOf(config) && { outsideIssuer: issuer, provider: providerOf(config) }),
    renewals: takeTurns(renewalsAtOnce, 'Too many people are signing in right now'),
    tokens,
    passwords: await createPasswords(config.PASSWORD_HASHES_AT_ONCE),
    errands: openErrands({ database, log: parts.log, run: runErrand({ database, now, ask: askThroughDapr(dapr) }) }),
    askNotifications: askNotificationsThroughDapr(dapr, now),
    askNotices: askNoticesThroughDapr(dapr),
    now,
    newId,
    adminEmails,
    confirmAddresses,
    accountMailsPerDay: config.ACCOUNT_MAILS_PER_DAY,
    accountMailsPerNetwork: config.ACCOUNT_MAILS_PER_NETWORK,
    quota: { tasks: config.TASKS_PER_USER, bytes: config.TASK_MIB_PER_USER * 1024 * 1024 },
    searches: takeTurns(searchesAtOnce, 'Too many people are searching right now'),
    loginAttempts: config.LOGIN_ATTEMPTS,
    addressLimit: config.AUTH_TRIES_PER_MINUTE ?? (isDevelopment ? 1_000_000 : 30),
    gateway: { upstreams: upstreamsOf(config), webRoot: builtWeb },
  };
};

/** What chat-api is made of. */
export const service = defineService({
  name: 'chat-api',
  entry: catalogue['chat-api'],
  config: chatConfig,
  storage: ownSchema(migrations),
  context: createContext,
  plugins: [refuseOwnAccounts, readCookies, compressAnswers, addApiPage, addEventReference, addAddressLimit, addGateway],
  routes,
  internalRoutes,
  trail: ({ database }, correlationId) => tellTrail(database, correlationId),
  background: ({ errands }) => [errands.start()],
  forget: ({ database }) => expired(database),
});
