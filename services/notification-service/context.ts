import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { CompleteTask } from './complete-task.ts';
import type { NotificationConfig } from './config.ts';
import type { Dispatch } from './dispatch/open-dispatch.ts';
import type { MailServer } from './dispatch/mail-server.ts';
import type { AllowedEndpoints } from './dispatch/public-address.ts';
import type { MailActs } from './mail-acts.ts';
import type { VapidKeys } from './store/vapid-keys.ts';
import type { FindUser } from './users.ts';

/** The dependencies of notification-service. */
export interface Deps extends Parts<NotificationConfig, Database> {
  auth: Auth;
  findUser: FindUser;
  completeTask: CompleteTask;
  mailActs: MailActs;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  vapid: VapidKeys;
  allowedEndpoints: AllowedEndpoints;
  /** Sends mails about accounts; the workers send all others. */
  accountMails: MailServer;
  /** The workers that take notifications to their users. */
  dispatch: Dispatch;
}
