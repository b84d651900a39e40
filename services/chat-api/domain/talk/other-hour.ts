import type { ChatPatch, Intent } from './intents.ts';

const timeOfPatch = ({ due }: ChatPatch): string | null => (due != null && 'time' in due ? due.time : null);

const timeOf = (intent: Intent | undefined): string | null => {
  if (intent?.kind === 'create') return intent.due_local?.slice(11) || null;
  return intent?.kind === 'change' ? timeOfPatch(intent.patch) : null;
};

const hourAlone = /^(?:at\s+)?(?<hour>\d{1,2})(?:[:.](?<minutes>[0-5]\d))?[\s.!?]*$/;

/** An hour in the same half of the day as another time. */
const inHalfOf = (before: string, hour: number): string => String(hour < 12 && before >= '12:00' ? hour + 12 : hour).padStart(2, '0');

/** "no, 5": another time, in the half of the day that was last spoken of; null if none was. */
export const otherHour = (said: string, last: Intent | undefined): string | null => {
  const groups = hourAlone.exec(said)?.groups;
  const before = timeOf(last);
  if (groups === undefined || before === null || Number(groups['hour']) > 23) return null;
  return `${inHalfOf(before, Number(groups['hour']))}:${groups['minutes'] ?? '00'}`;
};
