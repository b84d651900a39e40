import { creates, one, table } from '../conversation.ts';

/** Plain text that is no command is a task. */
export const plainSpeech = table('plain speech', [
  one('buy bread tomorrow', creates('buy bread', '2026-11-27')),
  one('water the plants', creates('water the plants')),
  one('Send the invoice by monday 10am', creates('Send the invoice', '2026-11-30T10:00')),
  one('haircut on wednesday at quarter past three', creates('haircut', '2026-12-02T15:15')),
  one('renew passport p2', creates('renew passport', null, { priority: 'MEDIUM' })),
  one('call grandma tomorrow?', creates('call grandma', '2026-11-27')),
  one('I need to buy stamps', creates('buy stamps')),
  one('i have to book a flight by friday', creates('book a flight', '2026-11-27')),
  one("don't forget to feed the cat", creates('feed the cat')),
  one('remember to lock the door', creates('lock the door')),
  one('new task: sweep the yard', creates('sweep the yard')),
  one('todo: buy lightbulbs', creates('buy lightbulbs')),
]);
