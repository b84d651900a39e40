import { z } from 'zod';
import { failureOf, within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { traceHeaders } from '#platform/telemetry';
import { sayInstant } from '../domain/talk/say-when.ts';
import type { NoticeWish } from '../domain/talk/parse-notice-wish.ts';

/** Passes a user's wish on to notification-service and returns the reply; never throws. */
export type AskNotifications = (user: { id: string; time_zone: string }, wish: NoticeWish) => Promise<string>;

const limitMs = 3_000;
const away = 'The notifications do not answer right now. Nothing was changed: try again in a minute.';
const nothingToSnooze = 'There is no reminder within the last day to snooze.';

const snoozed = z.object({ title: z.string(), until: z.iso.datetime() });

/** {@link AskNotifications} by Dapr service invocation. */
export const askNotificationsThroughDapr = (dapr: Pick<Dapr, 'invoker'>, now: () => string): AskNotifications => {
  const invoke = (userId: string, what: string, method: 'post' | 'put', body: object): Promise<unknown> =>
    within(limitMs, 'notification-service', dapr.invoker.invoke('notification-service', `internal/users/${userId}/${what}`, method, body, { headers: traceHeaders() }));

  const carryOut = async ({ id, time_zone }: { id: string; time_zone: string }, wish: NoticeWish): Promise<string> => {
    if (wish.kind === 'snooze') {
      const { title, until } = snoozed.parse(await invoke(id, 'snooze-latest', 'post', { minutes: wish.minutes }));
      return `Snoozed “${title}” until ${sayInstant(until, { now: now(), time_zone })}.`;
    }
    const quiet_hours = wish.kind === 'quiet' ? { from: wish.from, to: wish.to } : null;
    await invoke(id, 'preferences', 'put', { quiet_hours });
    return quiet_hours === null ? 'Quiet hours are off.' : `Quiet from ${quiet_hours.from} to ${quiet_hours.to}: what comes then waits until they end.`;
  };

  return (user, wish) =>
    carryOut(user, wish).catch((error: unknown) => (failureOf(error)?.status === 404 && wish.kind === 'snooze' ? nothingToSnooze : away));
};
