import { phrase, claimFound, find, written, type Found } from './match.ts';
import { readNew, literalTask } from './read-new.ts';
import { notSure, question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import { claim, claimRest, textOf, type Said } from './said.ts';
import { startsWithAct } from './task-verbs.ts';
import { monthNames, partsOfDay } from '../when/words.ts';
import type { Span } from '../when/types.ts';
import { putsOff } from './told.ts';
import { goesOn } from './hanging.ts';
import { sayFullDay } from './say-when.ts';
import { presentOf } from './past.ts';
import { duePatchOf } from './read-when.ts';
import type { Option, SingleIntent } from './intents.ts';
import { wordsOfIntent } from './words.ts';

const simply =
  (intent: SingleIntent) =>
  (heard: Heard): Understood =>
    reading(claimRest(heard.timed, 'command', intent.kind), [intent]);

const rule = (source: string, read: Rule['read'], on: Rule['on'] = 'plain'): Rule => ({ on, pattern: phrase(source), read });

const says = (source: string, text: string): Rule => rule(source, simply({ kind: 'say', text }));

const verbs = '(?:delete|remove|complete|finish|mark|change|move|rename|cancel|undo|clear|drop|postpone|reschedule|reopen|add|create|touch|erase|trash|tick|close|update|edit|snooze|push|do that|do it|do anything)';
const not = "(?:do ?n['’]?t|do not|never|please don['’]?t|no need to|you (?:must|should)(?:n['’]?t| not)|stop)";
const unsure = "(?:might|may|could|would|should|was going to|were going to|wanted to|want to know|wonder|think|thought|guess|hope|wish|was about to|am thinking|['’]m thinking|['’]m not sure|am not sure|am considering|['’]m considering|almost|nearly)";
const negated = "(?:have ?n['’]?t|have not|has ?n['’]?t|had ?n['’]?t|did ?n['’]?t|did not|won['’]?t|will not|can['’]?t|can ?not|could ?n['’]?t|wo n['’]?t|never|am not|['’]m not|do ?n['’]?t|do not|should ?n['’]?t|would ?n['’]?t|is ?n['’]?t|are ?n['’]?t)";

const nice = "ok|okay|k|great|cool|nice|perfect|awesome|good|fine|alright|all right|wonderful|excellent|lovely|sweet|super|lol|ha(?:ha)+|he(?:he)+|wow|yay|phew|meh|huh|h+m+|u+g+h+|o+h+|a+h+|a+w+|e+h+|thanks|thank you|thx|ty|cheers|bye|goodbye|see you|see ya|hi|hello|hey|yes|yep|yeah|sure|right|really|interesting|amazing|sorry|love it|do it|do that|go ahead|proceed|confirm(?:ed)?|please|👍|🙏|😀|🙂|❤️|👌";
const subjects = "(?:i|we|you|he|she|they)(?:['’](?:m|re|s|ve|ll|d))?|(?:it|that|this|there|these|those|everything|nothing)(?:['’](?:s|re|ll|d)|\\s+(?:is|are|was|were|will|would|has|had|can|could|does|did|looks?|seems?|sounds?|is ?n['’]?t|was ?n['’]?t))";
const hangs = 'not|only|but|except|unless|although|because|since|whereas';

const unchanged = 'All right, I leave everything as it is.';

/** Stands beside a single offer: a "yes" meant for something else then picks neither. */
const never: Option = { label: 'Never mind', intent: { kind: 'say', text: unchanged } };

const aboutOf = (heard: Heard) => ({ text: textOf(heard.plain), due: duePatchOf(heard.when) });

/** An unsure or negative sentence: nothing is done. */
const leave = (heard: Heard, found: Found): Understood => reading(claimRest(claimFound(heard.timed, found, 'nothing'), 'command', 'nothing'), [{ kind: 'say', text: unchanged }]);

/** Something that will not happen: asks what that means for its task, if it has one. */
const leaveOrAsk = (heard: Heard, found: Found): Understood =>
  !putsOff(textOf(heard.plain)) ? leave(heard, found) : question(claimRest(claimFound(heard.timed, found, 'nothing'), 'command', 'nothing'), 'choice', unchanged, { about: aboutOf(heard) });

/** Something that is not to be done: no command, and adding it as a task would be a guess. */
const offer = (heard: Heard): Understood => {
  const made = literalTask(heard);
  return question(claimRest(heard.timed, 'command', 'nothing'), 'choice', notSure, { options: made === null ? [] : [{ label: `Add “${made.title}” as a task`, intent: made }, never], about: aboutOf(heard) });
};

/** Tells the time and date by the person's own clock and calendar. */
const sayClock = (heard: Heard): Understood => {
  const { context } = heard;
  const [day, time] = [context.now_local.slice(0, 10), context.now_local.slice(11)];
  return simply({ kind: 'say', text: `It is ${time} on ${sayFullDay(day, day)}.` })(heard);
};

const manyWords: Record<string, number> = { two: 2, twice: 2, both: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 };
const mostUndone = 20;

const undoMany = (heard: Heard, found: Found): Understood | null => {
  const word = written(heard.plain, found.parts['count']).toLowerCase();
  const count = manyWords[word] ?? Number(word);
  if (count < 1) return null;
  return count > mostUndone ? question(heard.plain, 'choice', `I take back at most ${mostUndone} changes at once.`) : question(claimRest(heard.plain, 'command', 'undo'), 'choice', `Undo the last ${count} changes?`, { options: [{ label: `Yes, undo the last ${count} changes`, intent: { kind: 'undo', count } }, never] });
};

/** Small talk, help and undo: tried before all other commands. */
export const firstCommands: Rule[] = [
  rule(`(?:help|\\?+|commands|what can (?:i|you) (?:do|say|understand)(?: here)?|how (?:does this|do you|does it) work|how do i use (?:this|you)|instructions|options|help me|menu)`, simply({ kind: 'help' })),
  rule(`(?:undo|revert|roll ?back)(?:\\s+(?:that|it|this|last|the last(?: one| thing| change| action| act)?|my last (?:change|action)|please|what (?:i|you) just did))*|(?:take|put) (?:that|it) back|(?:oops|whoops)(?:[,.! ]+undo)?|go back|i did ?n['’]?t mean (?:to do )?that|that was (?:a mistake|wrong)|bring (?:it|that) back`, simply({ kind: 'undo', count: 1 })),
  rule(`(?:undo|revert|roll ?back|take back)\\s+(?:(?:the|my)\\s+)?(?:last\\s+)?(?<count>\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twice|both)(?:\\s+(?:things?|changes?|acts?|actions?|steps?|times|ones|of them))?`, undoMany),
  rule(`(?:redo|re-do)(?:\\s+(?:that|it|this|the last(?: one| thing| change)?))?|undo (?:the|that|my|last) undo|do (?:that|it) again`, simply({ kind: 'redo' })),
  rule('.+[\\s.,;!–-](?:no,? wait|wait,? no|scratch that|on second thoughts?)\\b.+', offer),
  says('(?:add|create|make|insert)\\s+(?:\\d{1,2}|two|three|four|five|some|a few|several|more|multiple|new)\\s+(?:more\\s+|new\\s+)?(?:tasks|to-?dos|items|reminders|things)', 'What are they called? Say them one by one, or each on a line of its own.'),
  rule(`(?:i|we)\\s*(?:just |still |really |actually |also )*${negated}\\b(?!\\s+need\\b).*`, leaveOrAsk),
  rule(`(?:i|we)\\s*(?:just |still |really |actually |also )*${unsure}\\b.*\\b(?:delete|remove|complete|finish|finished|done|change|move|rename|cancel|postpone|reschedule|undo)\\b.*`, leave),
  rule(`(?:maybe|perhaps|possibly|what if|if|should i|shall i|could i|can i|may i|do i want to|what happens (?:if|when)|how do i|how can i|how to|is it ok to|would it be)\\b.*\\b(?:delete|remove|complete|finish|change|move|rename|cancel|postpone|reschedule|undo)\\b.*`, leave),
  rule(`(?:no+[\\s,.!]+)?${not}\\s+${verbs}\\b(?!.*\\brepeat).*`, leave),
  rule(`(?:not yet|nothing|none|no one|neither|never mind|nevermind|nvm|forget it|leave it|stop|cancel|cancel that|not now|no thanks|no thank you|nope|no|nah|don['’]?t|do not)`, simply({ kind: 'say', text: 'All right, nothing was changed.' })),
  rule(`(?:i|we)(?:['’]ll| will|['’]m going to| am going to| plan to| intend to)\\s+(?:delete|remove|complete|finish|change|rename|cancel|postpone|reschedule|undo|mark|reopen)\\b.*`, offer),
  rule(`(?!(?:mark|set|make|put|show|list|what|which|add|how)\\b).+\\s+(?:is ?n['’]?t|(?:is |are |was )?not|are ?n['’]?t|was ?n['’]?t)\\s+(?:yet\\s+)?(?:done|finished|complete|completed|ready)(?:\\s+yet)?`, leave),
  rule(`(?:(?:do you know |tell me )?what(?:['’]?s| is)?\\s+(?:the\\s+)?(?:current\\s+)?(?:time|date|day)(?:\\s+(?:is\\s+(?:it|today)|today))?|what(?:['’]?s| is)? today['’]?s date|(?:what|which) (?:day|date)(?: of the (?:week|month))?(?: is (?:it|today))?(?: today)?|what is today|how late is it|time)(?:\\s+(?:now|right now|today|please))?\\s*\\?*`, sayClock),
  says(`(?:hi|hello|hey|howdy|good (?:morning|afternoon|evening|day)|greetings|yo|hiya)(?:\\s+(?:there|bot|again|everyone|you))*`, 'Hello! Tell me what you need to do, or say “help”.'),
  says(`(?:thanks|thank you|thx|ty|cheers|much appreciated|thank u)(?:\\s+(?:a lot|so much|very much|again|for (?:that|your help|the help|everything)|bot|you|man|mate))*`, 'You are welcome.'),
  says(`(?:ok|okay|k|great|cool|nice|perfect|awesome|good|wonderful|excellent|fine|alright|all right|got it|good job|well done|lol|haha+|wow|amazing|lovely|sweet|super|sure|yes|yep|yeah|y|right|understood|i see|sounds good|that['’]?s (?:great|good|fine|all|it|right|everything)(?: for (?:now|today))?|👍|🙏|😀|🙂|❤️?|👌)(?:\\s+(?:bot|thanks|thank you|then|job|work|one))*`, 'Good.'),
  says(`(?:bye|goodbye|good night|see you|see ya|cu|later|ciao)(?:\\s+(?:bot|then|later|tomorrow|soon))*`, 'See you!'),
  says(`(?:how are you|how(?:['’]s| is) it going|what['’]?s up|sup|who are you|what are you|are you (?:there|a bot|human|real|ok))(?:\\s+(?:today|doing))?`, 'I keep your tasks: tell me what you need to do, or say “help”.'),
  says(`(?:(?:${nice})(?:[\\s,.!?]+|$)){1,8}`, 'Good.'),
  says(`(?:(?:merry|happy|have an?|enjoy (?:your|the)|good|all the)\\s+)(?:(?:nice|great|good|lovely|wonderful|merry|happy)\\s+)*(?:christmas|xmas|new year|easter|birthday|hanukkah|diwali|eid|holidays?|weekend|day|evening|night|morning|trip|best|one|time)(?:\\s+(?:to you|everyone|all|bot|too))*`, 'Thank you, the same to you.'),
  says(`(?:no[\\s,.!]+)?(?:wait|hold on|hang on|(?:just )?(?:a|one) (?:moment|second|sec|minute))(?:[\\s,.!]+(?:no|wait|please|stop))*`, 'All right, nothing was changed.'),
  rule(`(?:i|we)(?:['’]ve)?\\s+(?:have|got|had)\\s+(?:an?|some|another|one|no)\\s+(?:questions?|problems?|ideas?|doubts?|requests?)\\b.*`, offer),
  rule("[^\\p{L}\\p{N}]+", offer),
  says(
    `(?:mute|unmute|silence)(?:\\s+(?:me|yourself|everything|it|all))?|(?:(?:turn|switch) (?:on|off)|enable|disable|stop|mute|unmute)(?:\\s+(?:my|all|the|those|these|your|sending(?: me)?|email|e-mail|push|in-app))*\\s+(?:notifications?|e-?mails?|push(?: messages)?|alerts?)|(?:change|set|update|reset)\\s+my\\s+(?:password|e-?mail(?: address)?|time ?zone|name|language|settings|account)(?:\\s+to\\s+.+)?|my\\s+(?:time ?zone|e-?mail(?: address)?)\\s+is\\s+.+`,
    'That is in the settings, at the top of the page: channels, time zone, password and your account.',
  ),
  says(`(?:(?:oh|what the|holy|you|you['’]?re|you are|ur|this (?:is|bot is|thing is)|a|an|so|such|fucking|bloody|stupid|just)[\\s,]+)*(?:f+u+c+k+|fck|shit|bullshit|damn|crap|wtf|hell|screw|sod|piss|bugger|shut|stupid|useless|dumb|idiot|idiots|rubbish|garbage|annoying|terrible|moron)(?:[\\s,]+(?:off|you|u|this|that|it|up|bot|app|thing|idiot|the|hell))*`, 'Sorry. Say “undo” to take the last change back, or “help” to see what I understand.'),
  says('(?:(?:start|begin) (?:over|again|afresh|anew|from scratch)|reset(?: (?:everything|all|this|chat))?|(?:clear|delete|reset) (?:the |this |our )?(?:chat|conversation|history))', 'There is nothing to start over: say “undo” to take changes back, or “delete all” to delete your tasks.'),
  says(`(?:sorry|my bad|my mistake|apologies|i['’]?m sorry)`, 'No problem. Say “undo” to take the last change back.'),
];

const noun = '(?:\\s+an?|\\s+the|\\s+another)?(?:\\s+new)?\\s+(?:task|to-?do|item|entry|reminder)';
const named = '(?:\\s+(?:called|named|titled|saying|for me))?(?:\\s+(?:to|for|about|that says))?';
const must = "(?:i|we)(?:['’]ve| have|['’]d| would)?(?:\\s+(?:really|also|still|just))*\\s+(?:must not forget(?:\\s+(?:to|about))?|(?:need|have|want|must|should|ought|gotta|am supposed|['’]m supposed)(?:\\s+(?:really|probably|finally|also|just))*(?:\\s+to)?|(?:got|like|plan)\\s+to)|(?:i|we)(?:['’]ll| will|['’]m going to| am going to)";
const leads = [
  `(?:add|create|make|insert|new)(?:\\s+me)?${noun}${named}`, `new\\s+(?:task|to-?do|item|reminder)${named}`, 'add(?:\\s+me)?', '(?:to[ -]?do|task|create|new)(?=:)', '(?:to-?do|to do)(?=\\s+(?!lists?\\b|apps?\\b|items?\\b|tasks?\\b)\\p{L})', 'note to self', '\\+', 'make a note (?:to|that|of|about)', '(?:(?:gonna|going to|will)\\s+(?:need(?:\\s+to)?|have to)|gotta|got to|need(?:\\s+to)?|have to|has to|must(?:\\s+to)?)',
  '(?:remember|make sure|be sure)\\s+(?:to|that|i)', "(?:do ?n['’]?t|do not|never|don['’]?t let me|do not let me)\\s+forget(?:\\s+(?:to|about|that))?", must, "i (?:need|have) (?:a task|a reminder)(?:\\s+(?:to|for))?",
  'put(?=\\s.+\\s(?:on|in|onto|to) (?:my|the) (?:to-?do )?(?:list|tasks|todos)(?:\\s+(?:for|on|by|at))?[\\s.!?]*$)',
];
const addPattern = new RegExp(`^[\\s,:;–-]*(?<lead>${leads.join('|')})(?=[\\s:])[\\s:]*`, 'diu');
const addAlone = phrase('(?:(?:add|create|make)(?:\\s+an?)?(?:\\s+new)?(?:\\s+(?:task|to-?do|item|reminder))?|new (?:task|to-?do|reminder))');

const isWish = (lead: string): boolean => !/^(?:add|create|make|insert|new|\+)/i.test(lead);

/** "i have cleaned the bathroom" reports something done. */
const isReport = ({ text, open }: Said, { from, to }: Span): boolean => /ve$/i.test(text.slice(from, to)) && presentOf(/\p{L}+/u.exec(open.slice(to))?.[0].toLowerCase() ?? '') !== null;

/** "i want add task …": a wish, and the command that it is about. */
const secondLead = (heard: Heard, timed: Said): Heard & { timed: Said } => {
  const next = find(timed, addPattern)?.parts['lead'];
  if (next === undefined || isWish(timed.text.slice(next.from, next.to))) return { ...heard, timed };
  const claimed = { ...next, kind: 'command' as const, means: 'add' };
  return { ...heard, plain: claim(heard.plain, claimed), timed: claim(timed, claimed) };
};

/** "add …", "i need to …": everything after these words is a new task. */
export const readAdd = (heard: Heard): Understood | null => {
  if (find(heard.plain, addAlone) !== null && find(heard.timed, addAlone) !== null) {
    return question(claimRest(heard.timed, 'command', 'add'), 'title', 'What is the task called?', { pending: { kind: 'create', title: '?', description: null, due_local: null, priority: heard.priority, tags: heard.tags, recurrence: null, recurrence_mode: 'schedule', remind: null } });
  }
  const found = find(heard.timed, addPattern);
  if (found === null) return null;
  const span = found.parts['lead']!;
  if (isReport(heard.timed, span)) return null;
  const claimed = { ...span, kind: 'command' as const, means: 'add' };
  const led = { ...heard, plain: claim(heard.plain, claimed) };
  const wished = isWish(heard.timed.text.slice(span.from, span.to));
  const whole = wished ? secondLead(led, claim(heard.timed, claimed)) : { ...led, timed: claim(heard.timed, claimed) };
  const made = readNew({ ...heard, plain: whole.plain }, whole.timed);
  return made.kind === 'reading' ? { kind: 'reading', reading: { ...made.reading, wished } } : made;
};

/**
 * "i forgot to pay the bill, add it": what was forgotten is the task, made at once only
 * where that was asked for.
 */
const forgotten = (heard: Heard, found: Found): Understood => {
  const { more, ...parts } = found.parts;
  const made = readNew(heard, claimFound(heard.timed, { ...found, parts }, 'add'));
  if (more !== undefined || made.kind === 'question') return made;
  const { said, intents: [intent] } = made.reading;
  return question(said, 'choice', notSure, { options: [{ label: wordsOfIntent(intent!, heard.context), intent: intent! }, never], about: aboutOf(heard) });
};

const it = '(?:it|that|this)';

/** A question or an offer that is no task. */
export const lastCommands: Rule[] = [
  rule(`(?:i|we)?\\s*(?:(?:totally|completely|just|nearly|almost|again|have|had|keep|kept)\\s+)*(?:forgot|forgotten|forget|forgetting)\\s+to\\s+(?<task>.+?)(?<more>[\\s,.;:–-]+(?:so\\s+|can you\\s+|could you\\s+|please\\s+)*(?:(?:add|put|write|note|remember) ${it}|make ${it} a task|remind me)(?:\\s+(?:down|now|please|pls|plz|thanks|again|on (?:my|the) list|to (?:my|the) list|on|for|by|at))*)?`, forgotten, 'timed'),
  rule('(?:no|nope|nah|not|idk|dunno|maybe|perhaps|possibly|rather)\\b[\\s,.:!–-]+\\S.*', offer),
  rule('.+[\\s,](?:actually|instead|though|rather|i (?:mean|meant|think|guess|suppose)|or (?:so|something))', offer),
  rule(`.+['’]s\\s+(?:been\\s+)?(?<verb>\\p{L}+)(?:\\s+(?:already|now|again|today|too))*`, (heard, found) => (presentOf(written(heard.plain, found.parts['verb']).toLowerCase()) === null ? null : offer(heard))),
  rule('(?!.*\\b(?:see|check|ask|know|find out|test|wonder|decide|tell \\p{L}+) if\\b).+\\s(?:if|unless|in case|as long as)\\s+\\S.*', offer),
  rule('(?:put|place)\\s+.+\\s+(?:on hold|on ice|on pause|aside|on the back burner)|pause\\s+.+', offer),
  rule('.+\\sto\\s+\\d{1,2}(?::\\d\\d)?', (heard) => (startsWithAct(textOf(heard.plain)) ? null : offer(heard))),
  rule('(?:swap|switch|exchange)\\s+.+\\s(?:and|with|for)\\s+.+', offer),
  rule(`.+[,;]\\s*(?:so |and )?(?:it(?:['’]s| is)\\s+)?now\\s+(?:due|on|at|by|moved|set)\\b.*`, offer),
  rule('(?:(?:am|is|are|was|were|did|does|do|will|would|should|shall|may) (?:i|we|it|that|this|there|the|my|you|any|anything)|when (?:did|do|does|is|are|was|will|would|should|can|have|am))\\b.*', offer),
  rule(`(?:why|who|whom|whose|how|is|are|was|were|does|did|do you|will|would|should|shall|am|may)\\b.*\\?\\s*`, offer),
  rule(`(?:why|who|whom|whose|how come|how (?:is|are|was|do|does|did|long|much|far|old))\\b.*`, offer),
  rule(`(?!stop (?:by|at|off|over|in)\\b)${not}\\s+.+`, offer),
  rule('.+\\?\\s*(?:no|nope|nah)\\b.*', offer),
  rule(`(?:${hangs})\\b.*`, offer),
  rule(`(?:why|what|who|how|where|when|which|whose)(?:\\s+(?:not|so|else|now|then))?`, offer),
  rule(`(?:where|what|which)\\b.*`, offer),
  rule(`(?:(?:oh|no|well|hm+|ah|and)[\\s,.!]+)*(?:${subjects})\\s+\\S.*`, offer),
  rule('.+', (heard) => (goesOn(heard) ? offer(heard) : null)),
  rule('my (?:day|week|month|year)', offer),
  rule(`.+\\s(?:is|are|was|were|still|can wait|(?:is|are|was|were|has|have|had|can|ca|could|wo|do|does|did) ?n['’]?t|can ?not|has been|have been|had|went|came|got|became|changed|said|says|wants|no longer|needs more)(?:\\s.+)?`, (heard) => (startsWithAct(textOf(heard.plain)) ? null : offer(heard))),
  rule('(?!(?:add|put)\\b)\\p{L}+(?:\\s+\\p{L}+){0,2}\\s+my\\s+(?:tasks?|to-?dos?|list)\\b.*', offer),
  rule(`(?:i |we )?(?:forgot|forget|failed|refused|did ?n['’]?t|ca ?n['’]?t|can ?not|could ?n['’]?t|wo ?n['’]?t|wasn['’]?t able|got|did|missed)\\b.*`, offer),
  rule(`(?:in the |at )?(?:${[...partsOfDay.keys(), ...monthNames.keys()].filter((name) => name !== 'march' && name.length > 3).join('|')})`, offer),
  rule(`(?:tell|give|sing|send|explain to|show) me\\b.*`, offer),
];
