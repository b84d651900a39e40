import { isCompletion, type Deed } from './deed.ts';

type Told = Pick<Deed, 'type' | 'title' | 'changes'>;

const mostNamed = 3;

const verbOf = ({ type, changes }: Told): string => {
  if (type === 'task.created') return 'Added';
  if (type === 'task.deleted') return 'Deleted';
  if (isCompletion({ changes })) return 'Completed';
  return changes.status?.old === 'DONE' ? 'Reopened' : 'Changed';
};

const fieldWords: Record<string, string> = {
  title: 'title', description: 'note', status: 'state', priority: 'priority', due_local: 'due date', time_zone: 'time zone',
  recurrence: 'repetition', tags: 'tags', reminders: 'reminders',
};

const changedWords = ({ changes }: Told): string => {
  const named = Object.keys(changes).flatMap((name) => fieldWords[name] ?? []);
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
};

const names = (deeds: readonly Told[]): string => {
  const shown = deeds.slice(0, mostNamed).map(({ title }) => `“${title}”`).join(', ');
  return deeds.length > mostNamed ? `${shown} and ${deeds.length - mostNamed} more` : shown;
};

/** What a person did, in words: `Completed “milk”`, `Deleted 3 tasks: “a”, “b”, “c”`. */
export const describeAct = (deeds: readonly Told[]): string => {
  const verbs = new Set(deeds.map(verbOf));
  const verb = verbs.size === 1 ? [...verbs][0]! : 'Changed';
  if (deeds.length > 1) return `${verb} ${deeds.length} tasks: ${names(deeds)}`;
  return `${verb} ${names(deeds)}${verb === 'Changed' ? changedWords(deeds[0]!) : ''}`;
};

/** Why an act cannot be undone or redone: its task is no longer as the act left it. */
export const describeStale = ({ title }: Told, exists: boolean): string =>
  exists ? `“${title}” has changed since, so it stays as it is` : `“${title}” is gone, so there is nothing to change`;
