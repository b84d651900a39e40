import type { Spoken, Meant } from './spoken.ts';
import type { ChatPatch, CreateIntent, Intent, Option, Target } from './intents.ts';
import { newReminderOf } from './new-reminder.ts';
import { dueOfIntent } from './due-of-intent.ts';
import { tellingWords } from './match-title.ts';
import { reading, type Heard } from './reading.ts';
import { duePatchOf, repeatPatchOf, type When } from './read-when.ts';
import { textOf } from './said.ts';
import { monthNames, partsOfDay } from '../when/words.ts';
import { bareName, readPlaces } from './target.ts';
import { fold, wordsOf } from './text.ts';
import { claimAll, hearOnce, isBare, plainTask, understand } from './understand.ts';

const yes = /^(?:yes|yes please|y|yep|yeah|yup|sure|ok|okay|k|do it|do that|go ahead|please do|go on|confirm|confirmed|correct|right|exactly|that's right|of course|absolutely|definitely|fine|yes,? (?:do (?:it|that)|delete|complete|all|sure|all of them|go ahead|i am sure|i'm sure).*|i am sure|i'm sure|proceed)$/;
const no = /^(?:no|n|nope|nah|no thanks|no thank you|cancel|cancel that|never ?mind|nvm|stop|don't|do not|leave it|leave them|forget it|neither|none|none of them|nothing|not now|no,? (?:don't|do not|leave|stop|cancel|thanks|keep).*|better not|rather not|(?:no,? )?(?:wait|hold on)(?:,? no)?|(?:hm+,? )?(?:i'?m )?not sure|no (?:thx|ty)|i don'?t know)$/;
const all = /^(?:both|all|all of them|both of them|both please|them all|everything|every one)$/;

const nothing: Option = { label: 'No', intent: { kind: 'say', text: 'All right, nothing was changed.' } };

const tidy = (text: string): string => fold(text).replace(/^(?:the|please)\s+(?=\S)/, '').replace(/[\s.!?,]+(?:please)?[\s.!?,]*$/, '').replace(/^[\s,]+/, '');

const union = (options: readonly Option[]): Option | null => {
  const intents = options.map(({ intent }) => intent);
  const [first] = intents;
  if (first === undefined || !('target' in first)) return null;
  const ids = intents.flatMap((one) => ('target' in one && one.kind === first.kind && one.target.by === 'ids' ? one.target.ids : []));
  return ids.length < 2 ? null : { label: 'All', intent: { ...first, target: { by: 'ids', ids: [...new Set(ids)] } } as Intent };
};

const byLabel = (text: string, options: readonly Option[]): Option | null => {
  const words = tellingWords(bareName(text));
  const fitting = words.length === 0 ? [] : options.filter(({ label }) => words.every((word) => wordsOf(label).includes(word)));
  return fitting.length === 1 ? fitting[0]! : null;
};

const byDay = ({ points: [point] }: When, options: readonly Option[]): Option | null => {
  if (point === undefined) return null;
  const said = point.time_given && point.day_given ? point.due_local : point.time_given ? point.due_local.slice(10) : point.due_local.slice(0, 10);
  const fitting = options.filter((option) => dueOfIntent(option.intent)?.includes(said) === true);
  return fitting.length === 1 ? fitting[0]! : null;
};

const place = (text: string, options: readonly Option[]): Option | null => {
  const places = readPlaces(text.replace(/^(?:option|choice|answer|variant)\s+/, ''));
  if (places?.length !== 1) return null;
  return options.at(places[0]! < 0 ? places[0]! : places[0]! - 1) ?? null;
};

const isIn = (due: string, text: string): boolean => {
  const [part, month] = [partsOfDay.get(text), monthNames.get(text)];
  const minutes = Number(due.slice(11, 13)) * 60 + Number(due.slice(14, 16));
  return (part !== undefined && due.length > 10 && minutes >= part.from && minutes < part.to) || (month !== undefined && Number(due.slice(5, 7)) === month);
};

/** "evening", "december": picks the only option that lies within it. */
const byPartOrMonth = (text: string, options: readonly Option[]): Option | null => {
  const fitting = options.filter((option) => isIn(dueOfIntent(option.intent) ?? '', text.replace(/^(?:in|at|on) (?:the )?/, '')));
  return fitting.length === 1 ? fitting[0]! : null;
};

const isConfirmation = (options: readonly Option[]): boolean => options[0]?.label.startsWith('Yes') === true;

type Find = (text: string, options: readonly Option[], spoken: Spoken) => Option | null;

const byYes: Find = (text, options) => (yes.test(text) && (isConfirmation(options) || options.length === 1) ? options[0]! : null);
const byNo: Find = (text, options) => (no.test(text) ? (options.find(({ label }) => label.startsWith('No')) ?? nothing) : null);
const byAll: Find = (text, options) => (!all.test(text) ? null : isConfirmation(options) ? options[0]! : union(options));
const byWholeLabel: Find = (_, options, { text }) => options.find(({ label }) => fold(label) === fold(text)) ?? null;

const byTime: Find = (_, options, { text, context }) => {
  const heard = hearOnce(text, context);
  return heard !== null && textOf(heard.all).replace(/[\s.,!?]|\b(?:on|at|by|for|the)\b/gi, '') === '' ? byDay(heard.when, options) : null;
};

const byWords: Find = (text, options, spoken) => {
  const option = byLabel(text, options);
  return option !== null && isBare(understand(spoken.text, spoken.context)) ? option : null;
};

/** In the order in which they are tried; only the first four can answer a confirmation. */
const finds: Find[] = [byYes, byNo, byAll, byWholeLabel, place, byPartOrMonth, byTime, byWords];
const findsOfConfirmation = finds.slice(0, 4);

const choiceIn = (spoken: Spoken, options: readonly Option[]): Option | null => {
  for (const find of isConfirmation(options) ? findsOfConfirmation : finds) {
    const option = find(tidy(spoken.text), options, spoken);
    if (option !== null) return option;
  }
  return null;
};

const onlyOne = /^(?:(?:no|yes|yeah|yep|ok),?\s+)?(?:just|only)\s+(?<task>.+?)[\s.!]*$/i;

/** "just the insurance", where several tasks were to be changed: the same for that one. */
const narrowed = (spoken: Spoken, [option]: readonly Option[]): Meant | null => {
  const name = onlyOne.exec(spoken.text)?.groups?.['task'];
  const heard = name === undefined ? null : hearOnce(spoken.text, spoken.context);
  if (heard === null || option === undefined || !isConfirmation([option]) || !('target' in option.intent)) return null;
  return reading(claimAll(heard, 'task'), [{ ...option.intent, target: { by: 'title', text: bareName(name!), literal: name!, due: null } }]);
};

const remindWishes = ({ reminds, points: [point] }: When): ChatPatch['remind'] => {
  if (reminds.length > 0) return reminds;
  return point === undefined ? undefined : [{ how: 'at', due_local: point.due_local }];
};

const timePatch = (patch: ChatPatch, when: When): ChatPatch | null => {
  const remind = remindWishes(when);
  if (patch.remind !== undefined) return remind === undefined ? null : { ...patch, remind };
  const [repeat, due] = [repeatPatchOf(when), duePatchOf(when)];
  if (repeat !== undefined) return { ...patch, repeat };
  return due === undefined ? null : { ...patch, due };
};

type Complete = (pending: Intent, heard: Heard, spoken: Spoken) => Meant | null;

const withTime: Complete = (pending, heard) => {
  const isTime = textOf(heard.all).replace(/[\s.,!?]|\b(?:to|on|at|by|for|until|till|the|in|make|it)\b/gi, '') === '';
  const patch = isTime && pending.kind === 'change' ? timePatch(pending.patch, heard.when) : null;
  return patch === null || pending.kind !== 'change' ? null : reading(claimAll(heard, 'time'), [{ ...pending, patch }]);
};

const merged = (pending: CreateIntent, made: CreateIntent): CreateIntent => ({
  ...made,
  due_local: made.due_local ?? pending.due_local,
  priority: made.priority ?? pending.priority,
  recurrence: made.recurrence ?? pending.recurrence,
  remind: made.remind ?? pending.remind,
  tags: [...pending.tags, ...made.tags],
});

const withTitle: Complete = (pending, _, spoken) => {
  const plain = plainTask(spoken.text, spoken.context);
  if (plain === null) return null;
  if (pending.kind === 'create') return reading(plain.said, [merged(pending, plain.made)]);
  return pending.kind === 'change' ? reading(plain.said, [{ ...pending, patch: { ...pending.patch, title: spoken.text } }]) : null;
};

const withTask: Complete = (pending, heard, spoken) => {
  const plain = plainTask(spoken.text, spoken.context);
  if (plain === null || !('target' in pending)) return null;
  const literal = textOf(heard.plain);
  const target: Target = { by: 'title', text: bareName(literal), literal, due: null };
  const reminder = newReminderOf(pending, plain.made.title);
  return reading(claimAll(heard, 'task'), [{ ...pending, target }], { otherwise: { intent: reminder === null ? plain.made : merged(reminder, plain.made), offered: true } });
};

const completing: Record<'title' | 'when' | 'task', Complete> = { when: withTime, title: withTitle, task: withTask };

/** The answer to what was asked last; null where the message is about something else. */
export const readAnswer = (spoken: Spoken): Meant | null => {
  const { question } = spoken.conversation;
  if (question === null) return null;
  const option = choiceIn(spoken, question.options);
  if (option !== null) return { kind: 'chosen', option };
  const one = narrowed(spoken, question.options);
  if (one !== null) return one;
  const heard = hearOnce(spoken.text, spoken.context);
  return question.asks === 'choice' || question.pending === null || heard === null ? null : completing[question.asks](question.pending, heard, spoken);
};
