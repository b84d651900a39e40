import type { Intent, OnTask, SingleIntent } from '../domain/talk/intents.ts';
import type { Reading } from '../domain/talk/reading.ts';
import { sayHelp } from '../domain/talk/reply.ts';
import { wordsOfIntent } from '../domain/talk/words.ts';
import type { Candidate } from '../store/find-tasks.ts';
import { changeByChat, copyByChat, createByChat, readerOf } from './carry-out.ts';
import { askByChat } from './ask.ts';
import { insteadOf, isSure, oneTimeOf, type Alternatives } from './certainty.ts';
import { createOrAsk } from './create-or-ask.ts';
import { askWhich, askWhichAct, confirmMany, confirmOne, forTasks, nothing, sayNone } from './gate.ts';
import { ask, say, type Outcome, type Turn } from './outcome.ts';
import { modelByChat } from './model-consent.ts';
import { resolve, type Resolved } from './resolve.ts';
import { listByChat, showTasks, tellByChat } from './show.ts';
import { turnBackByChat, turnByChat } from './turn-back.ts';

/** Whether an intent is about existing tasks. */
export const isOnTask = (intent: Intent): intent is OnTask => 'target' in intent;

/** The tasks that suit a wish: a finished one can only be reopened or deleted. */
export const fitsOf =
  ({ kind }: OnTask) =>
  ({ status }: Candidate): boolean =>
    kind === 'delete' || (status === 'DONE') === (kind === 'reopen');

const act = (turn: Turn, intent: OnTask, tasks: readonly Candidate[]): Promise<Outcome> => {
  const ids = tasks.map(({ id }) => id);
  if (intent.kind === 'copy') return copyByChat(turn, ids);
  if (intent.kind !== 'tell') return changeByChat(turn, intent, ids);
  return tasks.length === 1 ? tellByChat(turn, ids[0]!) : Promise.resolve(showTasks(turn, tasks));
};

const otherTask = (turn: Turn, intent: SingleIntent): Promise<Outcome> => (intent.kind === 'create' && intent.remind === null ? createOrAsk(turn, intent) : perform(turn, intent));

const onOne = (turn: Turn, intent: OnTask, { task, by }: Extract<Resolved, { kind: 'one' }>, alternatives: Alternatives): Promise<Outcome> => {
  if (alternatives.asksWhen !== undefined && by !== 'nearly') return askByChat(turn, { asks: 'when', reply: alternatives.asksWhen, options: [], pending: forTasks(intent, [task.id]) });
  const asked = oneTimeOf(intent, task);
  if (asked.length > 0) return Promise.resolve(askWhichAct(turn, asked, task, alternatives));
  if (isSure(intent, by, alternatives)) return act(turn, intent, [task]);
  const made = by === 'nearly' ? insteadOf(intent, alternatives) : null;
  return made !== null ? otherTask(turn, made) : Promise.resolve(confirmOne(turn, intent, task, alternatives));
};

const onNone = (turn: Turn, intent: OnTask, why: Extract<Resolved, { kind: 'none' }>['why'], alternatives: Alternatives): Promise<Outcome> =>
  why === 'unknown' && intent.target.by !== 'filter' && alternatives.otherwise?.offered === false ? otherTask(turn, alternatives.otherwise.intent) : sayNone(turn, intent, why, alternatives);

const onWhich = (turn: Turn, intent: OnTask, { tasks, by }: Extract<Resolved, { kind: 'which' }>, alternatives: Alternatives): Promise<Outcome> =>
  by === 'nearly' && alternatives.otherwise?.offered === false ? otherTask(turn, alternatives.otherwise.intent) : Promise.resolve(askWhich(turn, intent, tasks, alternatives));

const gate = async (turn: Turn, intent: OnTask, resolved: Resolved, alternatives: Alternatives): Promise<Outcome> => {
  switch (resolved.kind) {
    case 'one':
      return onOne(turn, intent, resolved, alternatives);
    case 'which':
      return onWhich(turn, intent, resolved, alternatives);
    case 'picked':
      return act(turn, intent, resolved.tasks);
    case 'many':
      return intent.kind === 'tell' ? showTasks(turn, resolved.tasks) : confirmMany(turn, intent, resolved.tasks, resolved.count);
    default:
      return onNone(turn, intent, resolved.why, alternatives);
  }
};

const ranks = { picked: 0, one: 1, which: 2, many: 2, none: 9 } as const;

const rankOf = (resolved: Resolved): number => ranks[resolved.kind] + ('by' in resolved ? { exact: 0, words: 3, nearly: 6 }[resolved.by] : 0);

const onTask = async (turn: Turn, intents: readonly OnTask[], alternatives: Alternatives): Promise<Outcome> => {
  const resolved: { intent: OnTask; found: Resolved }[] = [];
  for (const intent of intents) resolved.push({ intent, found: await resolve(turn.work, intent.target, turn.conversation, fitsOf(intent)) });
  const [best] = resolved.sort((a, b) => rankOf(a.found) - rankOf(b.found));
  return gate(turn, best!.intent, best!.found, alternatives);
};

const isSettled = (intent: OnTask, found: Resolved): found is Extract<Resolved, { kind: 'one' | 'picked' }> =>
  found.kind === 'picked' || (found.kind === 'one' && isSure(intent, found.by, {}));

/** An intent with the tasks that it certainly means, or the question which those are. */
const settle = async (turn: Turn, intent: SingleIntent): Promise<SingleIntent | Outcome> => {
  if (!isOnTask(intent) || intent.kind === 'tell' || intent.target.by === 'ids') return intent;
  const found = await resolve(turn.work, intent.target, turn.conversation, fitsOf(intent));
  if (!isSettled(intent, found)) return gate(turn, intent, found, {});
  return forTasks(intent, found.kind === 'picked' ? found.tasks.map(({ id }) => id) : [found.task.id]);
};

const isOneAct = (intent: Intent): intent is SingleIntent => !['several', 'instead', 'say', 'list'].includes(intent.kind);

/** A question about one of several acts; answering it does them all. */
const aboutOneOf = (asked: Outcome, all: (answer: SingleIntent) => Intent): Outcome => ({
  ...asked,
  asks: 'choice',
  pending: undefined,
  options: asked.options.map(({ label, intent }) => ({ label, intent: isOneAct(intent) ? all(intent) : intent })),
});

/** "milk is urgent and move it to friday": "it" is the task of the act before. */
const afterOthers = (intent: SingleIntent, before: readonly SingleIntent[]): SingleIntent => {
  const last = before.at(-1);
  return isOnTask(intent) && intent.target.by === 'spoken' && last !== undefined && isOnTask(last) ? { ...intent, target: last.target } : intent;
};

/** Asks all questions before the first act is done. */
const onEach = async (turn: Turn, intents: readonly SingleIntent[]): Promise<Outcome> => {
  const settled: SingleIntent[] = [];
  for (const [index, intent] of intents.entries()) {
    const one = await settle(turn, afterOthers(intent, settled));
    if ('reply' in one) return aboutOneOf(one, (answer) => ({ kind: 'several', intents: [...settled, answer, ...intents.slice(index + 1)] }));
    settled.push(one);
  }
  const outcomes: Outcome[] = [];
  let after = turn;
  for (const intent of settled) {
    const outcome = await perform(after, intent);
    outcomes.push(outcome);
    after = { ...turn, conversation: { ...after.conversation, spoken: outcome.spoken ?? after.conversation.spoken } };
  }
  const spoken = outcomes.flatMap((outcome) => outcome.spoken?.slice(0, 1) ?? []);
  return { reply: outcomes.map(({ reply }) => reply).join(' '), actions: outcomes.flatMap(({ actions }) => actions), options: [], spoken };
};

const instead = async (turn: Turn, intent: SingleIntent): Promise<Outcome> => {
  const one = await settle(turn, intent);
  if ('reply' in one) return aboutOneOf(one, (answer) => ({ kind: 'instead', intent: answer }));
  const back = await turnByChat(turn, 'undo');
  if (back.actions.length === 0) return back;
  const done = await perform(turn, one);
  return { ...done, reply: `${back.reply} ${done.reply}`, actions: [...back.actions, ...done.actions] };
};

type Simple = Exclude<Intent, OnTask>;

const performers: { [K in Simple['kind']]: (turn: Turn, intent: Extract<Simple, { kind: K }>) => Promise<Outcome> } = {
  create: createByChat,
  list: (turn, { filter, count }) => listByChat(turn, filter, count),
  undo: (turn, { count }) => turnBackByChat(turn, count),
  redo: (turn) => turnByChat(turn, 'redo'),
  help: async () => say(sayHelp()),
  say: async (_, { text }) => say(text),
  quiet: async ({ work, askNotifications }, { hours }) => say(await askNotifications(work.user, hours === null ? { kind: 'not_quiet' } : { kind: 'quiet', ...hours })),
  snooze: async ({ work, askNotifications }, { minutes }) => say(await askNotifications(work.user, { kind: 'snooze', minutes })),
  model: modelByChat,
  several: (turn, { intents }) => onEach(turn, intents),
  instead: (turn, { intent }) => instead(turn, intent),
};

/** Carries out an intent, or asks. */
export const perform = (turn: Turn, intent: Intent, alternatives: Alternatives = {}): Promise<Outcome> =>
  isOnTask(intent) ? onTask(turn, [intent], alternatives) : (performers[intent.kind] as (turn: Turn, intent: Simple) => Promise<Outcome>)(turn, intent);

/** What can be done on a guess, because nothing is changed or lost. */
const harmless: readonly Intent['kind'][] = ['create', 'list', 'help', 'say'];

const listOrAdd = async (turn: Turn, intent: SingleIntent, otherwise: SingleIntent | undefined): Promise<Outcome> => {
  const outcome = await perform(turn, intent);
  return outcome.shown?.length === 0 && otherwise !== undefined ? ask(outcome.reply, [{ label: wordsOfIntent(otherwise, readerOf(turn)), intent: otherwise }]) : outcome;
};

const mayBeThere = ({ bare, wished }: Alternatives): boolean => bare === true || wished === true;

const withoutTask = (turn: Turn, intent: SingleIntent, alternatives: Alternatives): Promise<Outcome> => {
  const { guessed, otherwise } = alternatives;
  if (guessed === true && !harmless.includes(intent.kind)) return Promise.resolve(ask('Is that what you mean?', [{ label: `Yes, ${wordsOfIntent(intent, readerOf(turn)).toLowerCase()}`, intent }, nothing]));
  return intent.kind === 'create' && mayBeThere(alternatives) ? createOrAsk(turn, intent, alternatives) : listOrAdd(turn, intent, otherwise?.intent);
};

/** Carries out what was understood, or asks. */
export const performReading = async (turn: Turn, { said: _said, intents, says, ...alternatives }: Reading): Promise<Outcome> => {
  const targeted = intents.filter(isOnTask);
  const outcome = await (targeted.length > 0 ? onTask(turn, targeted, alternatives) : withoutTask(turn, intents[0]!, alternatives));
  return says === undefined || outcome.actions.length === 0 ? outcome : { ...outcome, reply: `${outcome.reply} ${says}` };
};
