import type { CreateIntent, Intent } from './intents.ts';

/**
 * A task that exists to be reminded of, at the time that was wished for; null where no such
 * time was.
 */
export const newReminderOf = (wish: Intent, title: string): CreateIntent | null => {
  const at = wish.kind === 'change' ? wish.patch.remind?.[0] : undefined;
  if (at?.how !== 'at') return null;
  return { kind: 'create', title, description: null, due_local: at.due_local, priority: null, tags: [], recurrence: null, recurrence_mode: 'schedule', remind: [{ how: 'before', minutes: 0 }] };
};
