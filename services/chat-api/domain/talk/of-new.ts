import type { ChangeIntent, ChatPatch, CreateIntent, SingleIntent } from './intents.ts';

const dueOf = ({ due }: ChatPatch, made: CreateIntent): string | null | undefined => {
  if (due === undefined) return made.due_local;
  if (due === null || 'shift' in due || due.day === null) return undefined;
  return [due.day, due.time].filter((part) => part !== null).join('T');
};

const known = new Set<string>(['add_tags', 'priority', 'due'] satisfies (keyof ChatPatch)[]);

/**
 * "add milk and tag it #food": a new task that is all this from the beginning; null where
 * the second act is not about it.
 */
export const ofNew = ([first, second]: readonly SingleIntent[]): CreateIntent | null => (first?.kind === 'create' && second?.kind === 'change' && isOfIt(second) ? both(first, second) : null);

const isOfIt = ({ target, patch }: ChangeIntent): boolean => target.by === 'spoken' && Object.keys(patch).every((name) => known.has(name));

const both = (first: CreateIntent, second: ChangeIntent): CreateIntent | null => {
  const { add_tags = [], priority = first.priority } = second.patch;
  const due_local = dueOf(second.patch, first);
  return due_local === undefined ? null : { ...first, tags: [...first.tags, ...add_tags], priority, due_local };
};
