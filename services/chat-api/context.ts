import type { Database } from '#platform/db/database';
import type { Health } from '#platform/health';
import type { Auth } from '#platform/http/auth';
import type { Logger } from '#platform/logger';
import type { Passwords } from './auth/passwords.ts';
import type { AskNotifications } from './chat/ask-notifications.ts';
import type { Tokens } from './auth/tokens.ts';
import type { GatewayOptions } from './gateway.ts';

/** What the routes of chat-api stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  tokens: Tokens;
  passwords: Passwords;
  askNotifications: AskNotifications;
  health: Health;
  log: Logger;
  wakeRelay: () => void;
  appToken: string | undefined;
  ready: () => Promise<unknown>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** Addresses that are administrators without being made so: development only. */
  adminEmails: readonly string[];
  loginAttempts: number;
  /** Registrations and logins from one address a minute. */
  addressLimit: number;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  /** The rest of the browser's one origin; without it chat-api answers for itself alone. */
  gateway?: GatewayOptions;
}
