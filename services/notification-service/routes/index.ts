import { getExport, postMail } from './internal-account.ts';
import { internalPreferences, postSnoozeLatest, postZoneChanged } from './internal.ts';
import { postMailActPreview, postMailAct } from './mail-acts.ts';
import { getNotifications, postRead, postSnooze } from './notifications.ts';
import { getPreferences, putPreferences } from './preferences.ts';
import { deleteSubscription, getPushKey, postSubscription } from './push-subscriptions.ts';
import { unsubscribeRoutes } from './unsubscribe.ts';

/** The routes for people's clients and their mail programs. */
export const routes = [
  getPreferences,
  putPreferences,
  getNotifications,
  postRead,
  postSnooze,
  getPushKey,
  postSubscription,
  deleteSubscription,
  unsubscribeRoutes,
  postMailActPreview,
  postMailAct,
];

/** The routes for other services, through the sidecar. */
export const internalRoutes = [internalPreferences, postSnoozeLatest, postZoneChanged, postMail, getExport];
