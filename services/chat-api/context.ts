import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { Passwords } from './auth/passwords.ts';
import type { ProviderClient } from './auth/provider-client.ts';
import type { AskNotifications } from './chat/ask-notifications.ts';
import type { Tokens } from './auth/tokens.ts';
import type { ChatConfig } from './config.ts';
import type { Model } from './model/ask-model.ts';
import type { Errands } from './errands/errands.ts';
import type { AskNotices } from './export/ask-notices.ts';
import type { Room } from './domain/quota.ts';
import type { InTurn } from './take-turns.ts';
import type { GatewayOptions } from './gateway.ts';

/** The dependencies of chat-api's routes. */
export interface Deps extends Parts<ChatConfig, Database> {
  auth: Auth;
  tokens: Tokens;
  passwords: Passwords;
  askNotifications: AskNotifications;
  /**
   * Requests to notification-service that are repeated until answered: mails about
   * accounts, changed time zones.
   */
  errands: Errands;
  /** Asks notification-service for a user's data, for their export. */
  askNotices: AskNotices;
  /** The language model that may be asked, where there is one. */
  model?: Model;
  /** Who signs the tokens, if not chat-api. */
  outsideIssuer?: string;
  /** Signs people in there from the page, where chat-api is a client of theirs. */
  provider?: ProviderClient | undefined;
  /**
   * Renewing a token there holds a connection to the database meanwhile, so only a few are
   * renewed at once.
   */
  renewals: InTurn;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** Addresses that are administrators automatically; development only. */
  adminEmails: readonly string[];
  /** Whether an address gets mails only after its owner has confirmed it. */
  confirmAddresses: boolean;
  /** The most mails about accounts that one address gets in a day. */
  accountMailsPerDay: number;
  /** The most mails about accounts that one network can request in an hour. */
  accountMailsPerNetwork: number;
  /** The quota of a user's tasks. */
  quota: Room;
  loginAttempts: number;
  /** Searches read more than anything else, so only a few run at once. */
  searches: InTurn;
  /** Registrations and logins from one address a minute. */
  addressLimit: number;
  /** The rest of the browser's one origin; without it chat-api serves only its own routes. */
  gateway?: GatewayOptions;
}
