import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { openTask } from '../examples.ts';
import { taskId } from '../task.ts';
import { reminders } from '../topics.ts';

/** A task needs attention now: one of its reminders has come due. */
export const taskReminder = defineEvent({
  type: 'task.reminder',
  topic: reminders,
  data: z.object({
    task_id: taskId,
    title: z.string().meta({ examples: [openTask.title] }),
    due_at: z.iso.datetime().meta({ examples: [openTask.due_date] }),
    remind_at: z.iso.datetime().describe('when it was to be published').meta({ examples: ['2026-11-23T07:00:00.000Z'] }),
    reminder_type: z.enum(['1_day_before', '1_hour_before', 'custom']).meta({ examples: ['1_hour_before'] }),
    minutes_before: z.int().min(0).optional().describe('how long before the due time, 0 at the time itself; left out where it was asked for at an instant of its own').meta({ examples: [60] }),
    undated: z.boolean().optional().describe('the task has no due time: due_at repeats remind_at').meta({ examples: [false] }),
    late_seconds: z.int().min(0).describe('how much later than remind_at it is published, after a downtime').meta({ examples: [0] }),
    collapsed: z.int().min(0).describe('how many earlier late reminders of the task this one stands for').meta({ examples: [0] }),
  }),
});
