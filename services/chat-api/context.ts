import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { Passwords } from './auth/passwords.ts';
import type { AskNotifications } from './chat/ask-notifications.ts';
import type { Tokens } from './auth/tokens.ts';
import type { ChatConfig } from './config.ts';
import type { Errands } from './errands/errands.ts';
import type { AskNotices } from './export/ask-notices.ts';
import type { Room } from './domain/quota.ts';
import type { InTurn } from './take-turns.ts';
import type { GatewayOptions } from './gateway.ts';

/** What the routes of chat-api stand on. */
export interface Deps extends Parts<ChatConfig, Database> {
  auth: Auth;
  tokens: Tokens;
  passwords: Passwords;
  askNotifications: AskNotifications;
  /** What notification-service is asked for until it has answered: mails about accounts, users who live elsewhere now. */
  errands: Errands;
  /** Asks notification-service what a user's own is there, for their export. */
  askNotices: AskNotices;
  /** Who signs the tokens, where chat-api does not. */
  outsideIssuer?: string;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** Addresses that are administrators without being made so: development only. */
  adminEmails: readonly string[];
  /** Whether an address gets mails only once its owner has said that it is theirs. */
  confirmAddresses: boolean;
  /** The most mails about accounts that one address gets in a day. */
  accountMailsPerDay: number;
  /** How much room a user's tasks may take. */
  quota: Room;
  loginAttempts: number;
  /** Searches read more than anything else: a few at once, so that they hold up nobody. */
  searches: InTurn;
  /** Registrations and logins from one address a minute. */
  addressLimit: number;
  /** The rest of the browser's one origin; without it chat-api answers for itself alone. */
  gateway?: GatewayOptions;
}
