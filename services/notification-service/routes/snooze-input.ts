import { z } from 'zod';
import { Problem } from '#platform/http/problem';

const longestMinutes = 60 * 24 * 30;

/** How long to snooze a notice: minutes, or until an instant. */
export const snoozeInput = z
  .strictObject({
    minutes: z.int().min(1).max(longestMinutes).optional().describe('up to 30 days'),
    until: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ minutes, until }) => (minutes === undefined) !== (until === undefined), {
    path: ['minutes'],
    message: 'give either minutes (1 to 43200) or until (an instant such as 2026-11-22T09:00:00Z)',
  });

/** The instant that is meant; throws a 400 if it is in the past or too far ahead. */
export const snoozedUntil = ({ minutes, until }: z.infer<typeof snoozeInput>, now: string): string => {
  const moment = until === undefined ? Date.parse(now) + minutes! * 60_000 : Date.parse(until);
  const message = 'must be a moment within the next 30 days';
  const ahead = moment - Date.parse(now);
  if (ahead > 0 && ahead <= longestMinutes * 60_000) return new Date(moment).toISOString();
  throw new Problem(400, 'The request is not valid', { detail: `until: ${message}`, errors: [{ field: 'until', message }] });
};
