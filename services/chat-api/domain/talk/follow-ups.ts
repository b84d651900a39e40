import type { Meant, Spoken } from './spoken.ts';
import { everything, type CreateIntent, type DuePatch, type SingleIntent, type Target } from './intents.ts';
import { listThen, timeOnly, withTarget } from './last-act.ts';
import { question, reading, type Heard } from './reading.ts';
import { duePatchOf } from './read-when.ts';
import { textOf } from './said.ts';
import { bareName } from './target.ts';
import { claimAll, hearOnce, plainTask } from './understand.ts';
import { startsWithAct } from './task-verbs.ts';
import { cut, placesWith, referenceOf } from './wishes.ts';
import { wordsOfIntent } from './words.ts';

const going = /^\s*(?:and also|and then|and|also|then|plus|what about|how about|same (?:for|with|goes for)|the same (?:for|with)|likewise|ditto(?: for)?)[\s,:]+/i;
const tooAtEnd = /[\s,]+(?:too|as well|also|either)[\s.!?]*$/i;
const sameFor = (reference: Target, heard: Heard, { conversation: { last } }: Spoken): Meant =>
  reading(claimAll(heard, 'task'), [withTarget(last?.intent, reference) ?? { kind: 'tell', target: reference }]);

/** "and 3 to tuesday": another task, moved to another time. */
const otherTaskAndTime = (heard: Heard, { conversation: { last } }: Spoken): Meant | null => {
  const due = last?.intent.kind === 'change' && last.intent.patch.due !== undefined ? duePatchOf(heard.when) : undefined;
  const target = due === undefined ? null : referenceOf(cut(textOf(heard.all), /\s+(?:to|on|for|at|until|till|by)$/i));
  return target === null ? null : reading(claimAll(heard, 'task'), [{ kind: 'change', target, patch: { due: due! } }]);
};

const again = (rest: string, heard: Heard, spoken: Spoken): Meant | null => {
  const reference = referenceOf(rest);
  if (reference !== null) return sameFor(reference, heard, spoken);
  const plain = plainTask(rest, spoken.context);
  const intent = withTarget(spoken.conversation.last?.intent, { by: 'title', text: bareName(rest), literal: rest, due: null });
  return intent === null || plain === null ? null : reading(plain.said, [intent], { otherwise: { intent: plain.made, offered: !startsWithAct(rest) } });
};

const listAgain = (heard: Heard, spoken: Spoken): Meant | null => {
  const intent = timeOnly(heard.all) ? listThen(heard, spoken) : null;
  return intent === null ? null : reading(claimAll(heard, 'time'), [intent]);
};

const same = /^\s*(?:and\s+)?(?:the )?(?:same|likewise|ditto)/i;

/** "the same for electricity", after a new task: another one like it. */
const likeLast = (rest: string, { text, conversation: { last }, context }: Spoken): Meant | null => {
  const made = same.test(text) ? plainTask(rest, context) : null;
  if (made === null || last?.intent.kind !== 'create') return null;
  const intent: CreateIntent = { ...last.intent, title: made.made.title, due_local: made.made.due_local ?? last.intent.due_local };
  return question(made.said, 'choice', 'Shall I add one more like the last?', { options: [{ label: wordsOfIntent(intent, context), intent }, { label: wordsOfIntent(made.made, context), intent: made.made }] });
};

/** The new task that was just made, on another day. */
const onDay = (made: CreateIntent, { day, time }: Extract<DuePatch, { day: unknown }>): CreateIntent => ({ ...made, due_local: [day, time ?? (made.due_local!.slice(11) || null)].filter((part) => part !== null).join('T') });

const madeLast = ({ conversation: { last } }: Spoken): CreateIntent | null => (last?.changed === true && last.intent.kind === 'create' && last.intent.due_local !== null ? last.intent : null);

/** "and tuesday", after a new task of monday: one more, it on that day, or what there is then. */
const oneMore = (heard: Heard, spoken: Spoken): Meant | null => {
  const [made, due] = [madeLast(spoken), timeOnly(heard.all) ? duePatchOf(heard.when) : undefined];
  if (made === null || due === undefined || !('day' in due) || due.day === null) return null;
  const options: [SingleIntent, string[]][] = [
    [onDay(made, due), []],
    [{ kind: 'change', target: { by: 'spoken' }, patch: { due } }, [made.title]],
    [{ kind: 'list', filter: { ...everything, from: due.day, to: due.day }, count: false }, []],
  ];
  return question(claimAll(heard, 'time'), 'choice', 'How do you mean that?', { options: options.map(([intent, titles]) => ({ label: wordsOfIntent(intent, spoken.context, titles), intent })) });
};

const goOn = (rest: string, heard: Heard, spoken: Spoken): Meant | null =>
  oneMore(heard, spoken) ?? listAgain(heard, spoken) ?? otherTaskAndTime(heard, spoken) ?? placesWith(heard, spoken) ?? likeLast(rest, spoken) ?? again(rest, heard, spoken);

/**
 * "and the second", "what about tomorrow?": the same once more; a bare "the second" asks
 * about it.
 */
export const readFollowUp = (spoken: Spoken): Meant | null => {
  const rest = cut(cut(spoken.text, going), tooAtEnd);
  const heard = hearOnce(rest, spoken.context);
  if (heard === null) return null;
  if (rest !== spoken.text.trim()) return goOn(rest, heard, spoken);
  const target = referenceOf(rest);
  return placesWith(heard, spoken) ?? (target === null ? null : reading(claimAll(heard, 'task'), [{ kind: 'tell', target }]));
};
