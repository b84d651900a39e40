import { z } from 'zod';
import { taskPriority } from '#contracts/task';
import { firstFrom } from '../talk/first-date.ts';
import { listFilter, type OnTask, type SingleIntent } from '../talk/intents.ts';
import { newTask } from '../task-input.ts';

/** The person's local date, from which a repetition without a date counts. */
export interface ToolContext {
  today: string;
}

/**
 * Something that a language model may propose: an intent of the chat, with a schema simple
 * enough for a small model.
 */
export interface Tool<Input = unknown> {
  name: string;
  description: string;
  input: z.ZodType<Input>;
  /** Null: the person asks for nothing that can be done here. */
  toIntent: (input: Input, context: ToolContext) => SingleIntent | null;
}

const defineTool = <Input>(tool: Tool<Input>): Tool => tool as Tool;

const { title, description, due_local, recurrence, tags } = newTask.shape;

const which = title.describe('the title of one task, as the list of tasks has it');
const due = due_local.unwrap().unwrap().describe('local: 2026-11-27 or 2026-11-27T09:00');
const repeat = recurrence.unwrap().unwrap().describe('an RRULE such as FREQ=WEEKLY;BYDAY=MO');
const note = description.unwrap().unwrap();
const tagList = tags.unwrap();
const day = z.iso.date();
const remind = z.array(z.int().min(0).max(60 * 24 * 365)).max(5).describe('minutes before the task is due');

const onTask = (task: string): Pick<OnTask, 'target'> => ({ target: { by: 'title', text: task, literal: task, due: null } });
const before = (minutes: readonly number[]) => minutes.map((one) => ({ how: 'before' as const, minutes: one }));

const ofOneTask = (kind: 'complete' | 'reopen' | 'delete' | 'copy' | 'tell', description: string): Tool =>
  defineTool({ name: `${kind}_task`, description, input: z.strictObject({ task: which }), toIntent: ({ task }) => ({ kind, ...onTask(task) }) });

const repeatPatch = (rule: string, date: string | undefined, { today }: ToolContext) => ({
  rule, due_local: date ?? firstFrom(rule, today), time_given: date !== undefined && date.length > 10, start_given: date !== undefined, mode: 'schedule' as const,
});

const duePatch = (date: string | null) => (date === null ? null : { day: date.slice(0, 10), time: date.slice(11) || null });

/** Without fields that were not given: a patch changes only what it names. */
type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const said = <T extends object>(fields: T): Said<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Said<T>;

const createTask = defineTool({
  name: 'create_task',
  description: 'A new task.',
  input: z.strictObject({ title, note: note.optional(), due: due.optional(), priority: taskPriority.optional(), tags: tagList.optional(), repeat: repeat.optional(), remind: remind.optional() }),
  toIntent: (input, { today }) => ({
    kind: 'create',
    title: input.title,
    description: input.note ?? null,
    due_local: input.due ?? (input.repeat === undefined ? null : firstFrom(input.repeat, today)),
    priority: input.priority ?? null,
    tags: input.tags ?? [],
    recurrence: input.repeat ?? null,
    recurrence_mode: 'schedule',
    remind: input.remind === undefined ? null : before(input.remind),
  }),
});

const changeTask = defineTool({
  name: 'change_task',
  description: 'Changes what is given of a task that is there; null takes the date or the repetition off.',
  input: z.strictObject({
    task: which,
    new_title: title.optional(),
    add_note: note.optional(),
    due: due.nullish(),
    priority: taskPriority.optional(),
    add_tags: tagList.optional(),
    remove_tags: tagList.optional(),
    repeat: repeat.nullish(),
    remind: remind.optional(),
    started: z.literal(true).optional().describe('the person has begun with it'),
  }),
  toIntent: ({ task, ...input }, context) => {
    const repeats = input.repeat == null ? input.repeat : repeatPatch(input.repeat, input.due ?? undefined, context);
    const patch = said({
      title: input.new_title,
      note: input.add_note,
      priority: input.priority,
      add_tags: input.add_tags,
      remove_tags: input.remove_tags,
      due: input.due === undefined || repeats != null ? undefined : duePatch(input.due),
      repeat: repeats,
      remind: input.remind && before(input.remind),
      status: input.started && ('IN_PROGRESS' as const),
    });
    return Object.keys(patch).length === 0 ? null : { kind: 'change', ...onTask(task), patch };
  },
});

const listTasks = defineTool({
  name: 'list_tasks',
  description: 'Shows tasks; open ones, unless another status is given.',
  input: z.strictObject({
    status: z.enum(['open', 'all', 'DONE', 'IN_PROGRESS']).optional(),
    priority: taskPriority.optional(),
    tags: tagList.optional(),
    due_from: day.optional(),
    due_to: day.optional(),
    overdue: z.boolean().optional(),
    words: z.string().trim().min(1).max(100).optional().describe('words of the titles'),
  }),
  toIntent: ({ status, priority, tags, due_from, due_to, overdue, words }) => ({
    kind: 'list',
    count: false,
    filter: listFilter.parse(said({ status, priority, tags, from: due_from, to: due_to, overdue, q: words })),
  }),
});

const time = z.iso.time({ precision: -1 });

/** Everything that a model may propose, one schema each. */
export const tools: readonly Tool[] = [
  createTask,
  changeTask,
  ofOneTask('complete', 'The person has done a task.'),
  ofOneTask('reopen', 'A finished task is to be done again.'),
  ofOneTask('delete', 'The person wants a task gone without doing it.'),
  ofOneTask('copy', 'A new task like one that is there.'),
  ofOneTask('tell', 'Shows one task: when it is due, whether it is done, its notes.'),
  defineTool({ name: 'skip_once', description: 'Leaves out one time of a task that repeats.', input: z.strictObject({ task: which }), toIntent: ({ task }) => ({ kind: 'skip', ...onTask(task), after: null }) }),
  listTasks,
  defineTool({ name: 'undo', description: 'Takes back the last change.', input: z.strictObject({}), toIntent: () => ({ kind: 'undo', count: 1 }) }),
  defineTool({ name: 'redo', description: 'Does again what was taken back last.', input: z.strictObject({}), toIntent: () => ({ kind: 'redo' }) }),
  defineTool({ name: 'quiet_hours', description: 'No notices between two times of day.', input: z.strictObject({ from: time, to: time }), toIntent: (hours) => ({ kind: 'quiet', hours }) }),
  defineTool({ name: 'snooze_reminder', description: 'The last reminder comes again later.', input: z.strictObject({ minutes: z.int().min(1).max(60 * 24 * 366) }), toIntent: ({ minutes }) => ({ kind: 'snooze', minutes }) }),
  defineTool({ name: 'nothing_fits', description: 'The last message asks for nothing that another tool does.', input: z.strictObject({}), toIntent: () => null }),
];

/** The tools as the Conversation API takes them. */
export const toolSchemas = tools.map(({ name, description, input }) => {
  const { $schema: _version, ...parameters } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return { function: { name, description, parameters } };
});
