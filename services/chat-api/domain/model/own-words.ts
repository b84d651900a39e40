import type { TimeContext } from '../when/types.ts';
import type { SingleIntent } from '../talk/intents.ts';
import { textOf } from '../talk/said.ts';
import { fold, wordsOf } from '../talk/text.ts';
import { hearOnce } from '../talk/understand.ts';

/** Words that may turn a wish into none: such a message is asked about. */
const doubtful = /\b(?:not|never|no|nor|\p{L}+n't|cannot|if|unless|maybe|perhaps|possibly|whether|should|might|why|how|what|who|already|instead|again)\b|\?/u;

/**
 * Words that a wish for a new task may contain besides its title; any other may say
 * something that the model has left out.
 */
const fillers = new Set(
  'a an the my our your this that these those it its there and or of for to on in at by from with about up me i we us you ya u can could would will please pls plz just also then so ok hey add put create make new note down task todo list remind remember need needs want have has had must gotta got get going go be is are do thing things stuff some sometime somewhere like kindly tell jot write stick pop throw sure'.split(' '),
);

type Create = Extract<SingleIntent, { kind: 'create' }>;

const saysWhen = ({ due_local, recurrence, remind }: Create): boolean => due_local !== null || recurrence !== null || remind !== null;

const wordsOfTask = ({ title, description, tags }: Create): Set<string> => new Set(wordsOf([title, description ?? '', ...tags].join(' ')));

/**
 * Whether a proposed new task is what the person said, and all of it: its texts consist of
 * their own words, no significant word is left over, it has a time only if they named one
 * that the chat knows, and nothing is a denial or a question. Anything else is only
 * offered.
 */
export const isInOwnWords = (intent: Create, message: string, context: TimeContext): boolean => {
  const heard = hearOnce(message, context);
  if (heard === null || doubtful.test(fold(message))) return false;
  const [own, words] = [new Set(wordsOf(message)), wordsOfTask(intent)];
  const left = wordsOf(textOf(heard.all)).filter((word) => !words.has(word) && !fillers.has(word));
  const hasTime = Object.values(heard.when).some((found) => found.length > 0);
  return left.length === 0 && [...words].every((word) => own.has(word)) && (hasTime || !saysWhen(intent));
};
