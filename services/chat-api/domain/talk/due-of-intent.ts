import type { Intent } from './intents.ts';

/**
 * The local date, with its time if it has one, that an intent sets as a due time; null if
 * it sets none or only moves it.
 */
export const dueOfIntent = (intent: Intent): string | null => {
  if (intent.kind === 'create') return intent.due_local;
  if (intent.kind !== 'change' || intent.patch.due == null || !('day' in intent.patch.due)) return null;
  return [intent.patch.due.day, intent.patch.due.time].filter((part) => part !== null).join('T');
};
