import { taskChanged } from '#contracts/events/index';
import { onEvent, type Handler } from '#platform/delivery/on-event';
import type { Deps } from '../context.ts';
import { taskFrame } from '../domain/frames.ts';
import { shownStep } from '../domain/shown-step.ts';

/**
 * Sends a change of a task to its owner's connections; a change older than the last one
 * sent is stale.
 */
export const onTaskChanged = ({ hub, now, recent }: Pick<Deps, 'hub' | 'now' | 'recent'>): Handler =>
  onEvent(taskChanged, async (event) => {
    const { task, user_seq } = event.data;
    if (!hub.taskChanged(task.user_id, { user_seq, frame: taskFrame(event), now: now() })) return 'stale';
    recent.add(event.correlationid, task.user_id, shownStep('change', event, { connections: hub.countOf(task.user_id), now: now() }));
    return 'done';
  });
