import { creates, one, table } from '../conversation.ts';

/** Plain text that is no command is a task. */
export const plainSpeech = table('plain speech', [
  one('I need to buy stamps', creates('buy stamps')),
  one('i have to book a flight by friday', creates('book a flight', '2026-11-27')),
  one("don't forget to feed the cat", creates('feed the cat')),
  one('remember to lock the door', creates('lock the door')),
  one('new task: sweep the yard', creates('sweep the yard')),
  one('todo: buy lightbulbs', creates('buy lightbulbs')),
]);
