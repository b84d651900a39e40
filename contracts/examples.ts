/** The person, the task and its series that the examples of the contracts are about. */
export const exampleIds = {
  user: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001',
  task: '0192f0c1-8a10-7c11-8f3a-2b9c5de7b002',
  series: '0192f0c1-8a10-7c11-8f3a-2b9c5de7b003',
};

const watering = {
  id: exampleIds.task,
  user_id: exampleIds.user,
  title: 'Water the plants',
  description: 'The fern needs little.',
  priority: 'MEDIUM',
  due_date: '2026-11-23T08:00:00.000Z',
  due_local: '2026-11-23T09:00',
  time_zone: 'Europe/Berlin',
  recurrence: 'FREQ=WEEKLY;BYDAY=MO',
  recurrence_mode: 'schedule',
  series_id: exampleIds.series,
  occurrence_index: 1,
  series_anchor: '2026-11-16T09:00',
  series_date: '2026-11-23',
  tags: ['home'],
  reminders: [{ minutes_before: 60 }],
  created_at: '2026-11-21T09:00:00.000Z',
};

/** A task that is open. */
export const openTask = { ...watering, status: 'TODO', version: 1, updated_at: watering.created_at, completed_at: null };

/** The same once it is finished. */
export const finishedTask = { ...watering, status: 'DONE', version: 2, updated_at: '2026-11-23T08:12:30.000Z', completed_at: '2026-11-23T08:12:30.000Z' };
