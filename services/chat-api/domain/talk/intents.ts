import { z } from 'zod';
import { dueLocal, recurrenceMode, taskPriority, taskStatus } from '#contracts/task';
import { taskLimits } from '#contracts/task-limits';

const day = z.iso.date();

/** What a list shows; open means not DONE. */
export const listFilter = z.object({
  status: z.enum(['open', 'all', ...taskStatus.options]).default('open'),
  priority: taskPriority.nullable().default(null),
  tags: z.array(z.string()).default([]),
  /** Inclusive local dates of the due time. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  overdue: z.boolean().default(false),
  undated: z.boolean().default(false),
  dated: z.boolean().default(false),
  recurring: z.boolean().default(false),
  /** Local dates on which the task was finished. */
  done_from: day.nullable().default(null),
  done_to: day.nullable().default(null),
  q: z.string().nullable().default(null),
  /** No more than so many, the next due first. */
  most: z.int().min(1).max(50).nullable().default(null),
});
export type ListFilter = z.infer<typeof listFilter>;

/** Which tasks are meant. */
export const target = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ids'), ids: z.array(z.uuid()).min(1) }),
  /** `literal` is the same text with its words of time; `due` is what these say of the task. */
  z.object({ by: z.literal('title'), text: z.string(), literal: z.string(), due: z.object({ from: day.nullable(), to: day.nullable() }).nullable() }),
  /** Places in the list that was shown last, from 1, or from the end: -1 is the last. */
  z.object({ by: z.literal('places'), places: z.array(z.int()).min(1), text: z.string().default('') }),
  /** "it": what was last spoken of. */
  z.object({ by: z.literal('spoken') }),
  /** "the other one". */
  z.object({ by: z.literal('other') }),
  /** "all", "the overdue ones". */
  z.object({ by: z.literal('filter'), filter: listFilter, both: z.boolean().default(false), spoken: z.boolean().default(false), text: z.string().default('') }),
  z.object({ by: z.literal('nothing') }),
]);
export type Target = z.infer<typeof target>;

const amount = z.object({ months: z.int(), days: z.int(), minutes: z.int() });

/** When to remind. */
export const remindAt = z.discriminatedUnion('how', [
  z.object({ how: z.literal('before'), minutes: z.int().min(0).max(60 * 24 * 365) }),
  z.object({ how: z.literal('on_day'), days_before: z.int().min(0), time: z.string() }),
  z.object({ how: z.literal('at'), due_local: dueLocal }),
  /** So many minutes from now. */
  z.object({ how: z.literal('in'), minutes: z.int().min(1) }),
]);

/** A new due time; what is left out stays as it is. */
export const duePatch = z.union([
  /** `near`: the time is in whichever half of the day is nearer to the task's present time. */
  z.object({ day: day.nullable(), time: z.string().nullable(), near: z.boolean().optional() }),
  /** Later by so much, or earlier if negative. */
  z.object({ shift: amount }),
]);
export type DuePatch = z.infer<typeof duePatch>;

/** A change as it was said, to be completed from what the task has. */
export const chatPatch = z.object({
  title: z.string().optional(),
  /** Added to the notes; null clears them. */
  note: z.string().nullable().optional(),
  status: z.enum(['TODO', 'IN_PROGRESS']).optional(),
  priority: taskPriority.optional(),
  due: duePatch.nullable().optional(),
  add_tags: z.array(z.string()).optional(),
  remove_tags: z.array(z.string()).optional(),
  repeat: z.object({ rule: z.string(), due_local: dueLocal, time_given: z.boolean(), start_given: z.boolean(), mode: recurrenceMode }).nullable().optional(),
  /** null: the usual reminders; an empty list: none at all. */
  remind: z.array(remindAt).nullable().optional(),
});
export type ChatPatch = z.infer<typeof chatPatch>;

const create = z.object({
  kind: z.literal('create'),
  title: z.string().min(1).max(taskLimits.title),
  description: z.string().nullable(),
  due_local: dueLocal.nullable(),
  priority: taskPriority.nullable(),
  tags: z.array(z.string()),
  recurrence: z.string().nullable(),
  recurrence_mode: recurrenceMode,
  remind: z.array(remindAt).nullable(),
});
export type CreateIntent = z.infer<typeof create>;

const change = z.object({ kind: z.literal('change'), target, patch: chatPatch });
export type ChangeIntent = z.infer<typeof change>;

const onTask = <const Kind extends string>(kind: Kind) => z.object({ kind: z.literal(kind), target });

const single = [
  create,
  change,
  onTask('complete'),
  onTask('reopen'),
  onTask('delete'),
  /**
   * Moves an instance of a series to the next date of the series, or to the first after a
   * day, without completing it.
   */
  z.object({ kind: z.literal('skip'), target, after: day.nullable().default(null) }),
  /** A new task like that one, without its date. */
  onTask('copy'),
  z.object({ kind: z.literal('list'), filter: listFilter, count: z.boolean().default(false) }),
  /** Describes one task: when it is due, whether it is done, what its notes say. */
  onTask('tell'),
  /** Takes back this many acts, the latest first. */
  z.object({ kind: z.literal('undo'), count: z.int().min(1).max(20).default(1) }),
  z.object({ kind: z.literal('redo') }),
  z.object({ kind: z.literal('help') }),
  /** Only says something; nothing changes. */
  z.object({ kind: z.literal('say'), text: z.string() }),
  z.object({ kind: z.literal('quiet'), hours: z.object({ from: z.string(), to: z.string() }).nullable() }),
  /** Lets a language model read what the chat is not sure of, or not any more. */
  z.object({ kind: z.literal('model'), use: z.boolean() }),
  z.object({ kind: z.literal('snooze'), minutes: z.int().min(1).max(60 * 24 * 366) }),
] as const;

const one = z.discriminatedUnion('kind', single);

/**
 * What a message asks for, whoever read it: the grammar in this folder, or a language model
 * held to the same checks.
 */
export const intent = z.discriminatedUnion('kind', [
  ...single,
  /** Several acts as one. */
  z.object({ kind: z.literal('several'), intents: z.array(one).min(2).max(20) }),
  /** Takes the last act back and does another in its place. */
  z.object({ kind: z.literal('instead'), intent: one }),
]);
export type Intent = z.infer<typeof intent>;
export type SingleIntent = z.infer<typeof one>;
export type OnTask = Extract<SingleIntent, { target: Target }>;

/** An answer for a person to pick: it does what its label says. */
export const option = z.object({ label: z.string(), intent });
export type Option = z.infer<typeof option>;

/** A filter that narrows nothing. */
export const everything: ListFilter = listFilter.parse({});
