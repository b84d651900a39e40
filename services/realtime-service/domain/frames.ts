import { z } from 'zod';
import type { Event } from '#contracts/define-event';
import type { notificationRequested, taskChanged } from '#contracts/events/index';

/** Tells a client to read its tasks again, because what it missed is no longer known. */
export const reloadFrame = JSON.stringify({ type: 'reload' });

/** Tells a client that it has everything up to here, with no gap. */
export const resumedFrame = (user_seq: number): string => JSON.stringify({ type: 'resumed', user_seq });

/** A change of a task as clients get it. */
export const taskFrame = ({ id, type, time, data }: Event<typeof taskChanged>): string => JSON.stringify({ type, id, time, ...data });

/** A notification as clients get it; the channel is this one. */
export const notificationFrame = ({ time, data }: Event<typeof notificationRequested>): string => {
  const { notification_id, kind, task_ids, title, body } = data;
  return JSON.stringify({ type: 'notification', time, notification_id, kind, task_ids, title, body });
};

const controlMessage = z.strictObject({ resume: z.strictObject({ user_seq: z.int().min(0) }) });

/** The only thing that a client says: what it has seen. Null if the message is anything else. */
export const readResume = (text: string): number | null => {
  try {
    const parsed = controlMessage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.resume.user_seq : null;
  } catch {
    return null;
  }
};
