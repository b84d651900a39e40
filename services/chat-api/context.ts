import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { Passwords } from './auth/passwords.ts';
import type { AskNotifications } from './chat/ask-notifications.ts';
import type { Tokens } from './auth/tokens.ts';
import type { ChatConfig } from './config.ts';
import type { Room } from './domain/quota.ts';
import type { GatewayOptions } from './gateway.ts';

/** What the routes of chat-api stand on. */
export interface Deps extends Parts<ChatConfig, Database> {
  auth: Auth;
  tokens: Tokens;
  passwords: Passwords;
  askNotifications: AskNotifications;
  /** Tells notification-service that a user lives elsewhere now; never rejects. */
  tellZoneChanged: (userId: string) => Promise<void>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** Addresses that are administrators without being made so: development only. */
  adminEmails: readonly string[];
  /** How much room a user's tasks may take. */
  quota: Room;
  loginAttempts: number;
  /** Registrations and logins from one address a minute. */
  addressLimit: number;
  /** The rest of the browser's one origin; without it chat-api answers for itself alone. */
  gateway?: GatewayOptions;
}
