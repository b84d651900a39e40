import { taskChanged } from '#contracts/events/index';
import { onEvent, type Handler } from '#platform/delivery/on-event';
import { taskFrame } from '../domain/frames.ts';
import type { Hub } from '../live/hub.ts';

/** Sends a change of a task to its owner's connections; older ones than those sent are stale. */
export const onTaskChanged = (hub: Pick<Hub, 'taskChanged'>, now: () => number): Handler =>
  onEvent(taskChanged, async (event) => {
    const { task, user_seq } = event.data;
    const sent = hub.taskChanged(task.user_id, { user_seq, frame: taskFrame(event), now: now() });
    return sent ? 'done' : 'stale';
  });
