import type { ChatPatch, Intent } from './intents.ts';

const timeOfPatch = ({ due }: ChatPatch): string | null => (due != null && 'time' in due ? due.time : null);

const timeOf = (intent: Intent | undefined): string | null => {
  if (intent?.kind === 'create') return intent.due_local?.slice(11) || null;
  return intent?.kind === 'change' ? timeOfPatch(intent.patch) : null;
};

const hourAlone = /^(?:at\s+)?(?<hour>\d{1,2})(?:[:.](?<minutes>[0-5]\d))?[\s.!?]*$/;

/** An hour in the same half of the day as another time. */
const inHalfOf = (before: string, hour: number): string => String(hour < 12 && before >= '12:00' ? hour + 12 : hour).padStart(2, '0');

const halfAlone = /^([ap])\.?m\.?[\s.!?]*$/i;

/** Whether a text says nothing but a half of the day. */
export const isHalfAlone = (text: string): boolean => halfAlone.test(text);

/** "pm", of an hour that was just spoken of. */
const otherHalf = (said: string, before: string): string | null => {
  const half = halfAlone.exec(said)?.[1]?.toLowerCase();
  return half === undefined ? null : `${String((Number(before.slice(0, 2)) % 12) + (half === 'p' ? 12 : 0)).padStart(2, '0')}${before.slice(2)}`;
};

/** "no, 5": another time, in the half of the day that was last spoken of; null if none was. */
export const otherHour = (said: string, last: Intent | undefined): string | null => {
  const groups = hourAlone.exec(said)?.groups;
  const before = timeOf(last);
  if (before === null) return null;
  if (groups === undefined) return otherHalf(said, before);
  if (Number(groups['hour']) > 23) return null;
  return `${inHalfOf(before, Number(groups['hour']))}:${groups['minutes'] ?? '00'}`;
};
