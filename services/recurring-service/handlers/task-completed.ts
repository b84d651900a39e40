import { taskCompleted } from '#contracts/events/index';
import { onEvent, type Handler } from '#platform/delivery/on-event';
import type { Deps } from '../context.ts';
import { nextInstanceOf } from '../domain/next-instance.ts';

/**
 * Asks for the next instance of a finished recurring task; series and index make sure that
 * it is made only once.
 */
export const onTaskCompleted = ({ makeNext, recent }: Pick<Deps, 'makeNext' | 'recent'>): Handler =>
  onEvent(taskCompleted, async (event, { log }) => {
    const wish = nextInstanceOf(event.data.task);
    if (wish === null) return;
    const made = await makeNext(wish, event.correlationid);
    recent.add(event.correlationid, event.partitionkey, {
      at: new Date().toISOString(), ended_at: null, what: `asked for the next instance: ${made}`, outcome: 'done', event_id: event.id, task_id: wish.task_id,
      detail: `number ${wish.occurrence_index} of its series`,
    });
    log.info({ task_id: wish.task_id, occurrence_index: wish.occurrence_index, made }, 'next instance asked for');
  });
