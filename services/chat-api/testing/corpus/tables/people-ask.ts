import { answers, asks, either, having, lists, say, table, type Expectation, type GivenTask } from '../conversation.ts';

const B: GivenTask[] = [{ title: 'buy milk' }, { title: 'call mum' }, { title: 'laundry' }, { title: 'gym', due_local: '2026-11-30T18:00', tags: ['health'] }];
const H = (text: string, expect: Expectation) => having(B, say(text, expect));
const A: GivenTask[] = [{ title: 'dentist', due_local: '2026-11-27T10:00' }, { title: 'taxes', due_local: '2026-12-15', priority: 'HIGH' }, { title: 'groceries', due_local: '2026-11-26' }, { title: 'gym', due_local: '2026-11-30T18:00', tags: ['health'] }, { title: 'bill', due_local: '2026-11-20' }, { title: 'someday' }];
const L = (text: string, expect: Expectation) => having(A, say(text, expect));

/** Questions, as people type them. */
export const typedQuestions = table('questions, as people type them', [
  L('what do i have today', either(lists('groceries'), lists('bill', 'groceries'))),
  L('whats on for tomorrow?', lists('dentist')),
  L('show me next week', lists('gym')),
  L('anything overdue?', lists('bill')),
  L("what's left this week?", either(lists('groceries', 'dentist'), lists('bill', 'groceries', 'dentist'))),
  L('tasks for december', lists('taxes')),
  L('do I have anything on monday?', lists('gym')),
  L('list #health', lists('gym')),
  L('how many tasks are open', answers(/6/)),
  L('show everything without a date', lists('someday')),
  L('whats next', { op: 'list' }),
  L('when is the dentist?', answers(/tomorrow 10:00/)),
  L('what did I finish yesterday', lists()),
  L('find tax', lists('taxes')),
  L('am i free on sunday?', lists()),
  L('show me everything due in the next 3 days', lists('groceries', 'dentist')),
  L('tasks this month', either(lists('bill', 'groceries', 'dentist', 'gym'), lists('groceries', 'dentist', 'gym'))),
  L('what have I got on friday morning', lists('dentist')),
  L('is there anything due after december 1?', lists('taxes')),
  L('list high priority', lists('taxes')),
  L('my day', either({ op: 'list' }, asks())),
  L("what's due before tuesday?", either(lists('bill', 'groceries', 'dentist', 'gym'), lists('groceries', 'dentist', 'gym'))),
  L('list all my tasks please', lists('bill', 'groceries', 'dentist', 'gym', 'taxes', 'someday')),
  L('todo', { op: 'list' }),
  L('what should I do now?', { op: 'list' }),
  L('do i need to do anything tomorrow', lists('dentist')),
  L('show tasks due from monday to wednesday', lists('gym')),
  L('what is planned for the weekend?', lists()),
  L('whats due in 2 weeks', { op: 'list' }),
  L('give me my urgent stuff', lists('taxes')),
  L('what’s my schedule for friday', lists('dentist')),
  L('tomorrow?', lists('dentist')),
  L('and next week?', lists('gym')),
  L('show me what I have to do until friday', either(lists('groceries', 'dentist'), lists('bill', 'groceries', 'dentist'))),
  L('did I finish the groceries?', answers(/groceries/)),
  L('which tasks have no due date?', lists('someday')),
  L('everything tagged health', lists('gym')),
]);

/** Chatter. */
export const chatter = table('chatter', ['hey there!', 'who made you?', 'tell me a joke', 'good night', "you're great", 'I love you', 'ugh', 'what time is it?', "what's the weather", 'ok thanks bye', '😂', '...', '?', 'haha nice', "I'm bored", 'i am so tired', 'thx!!', 'cool cool', 'nvm', 'yes please', 'merry christmas!', 'happy new year', 'are you a robot?', 'that was fast', 'I have a question', 'can you help me?', 'what day is it today?', 'you are stupid', 'this is not what I wanted', 'hmm', 'ok', 'not bad', 'see you tomorrow', 'good morning!!', 'how old are you?', 'do you speak german?', 'Is it friday yet?', 'will it rain tomorrow?', 'how do i delete a task?', 'what can I say', 'where are my tasks?', 'I hate mondays'].map((text) => H(text, answers())));
