import { describe, expect, it } from 'vitest';
import { readProposal } from './proposal.ts';
import { isInOwnWords } from './own-words.ts';

const context = { now: '2026-11-26T12:00:00.000Z', time_zone: 'Europe/Berlin', date_order: null };

const says = (message: string, input: object): boolean => {
  const proposal = readProposal([{ name: 'create_task', arguments: JSON.stringify(input) }], { today: '2026-11-26' });
  if (proposal.kind !== 'proposed' || proposal.intents[0]!.kind !== 'create') throw new Error('no new task');
  return isInOwnWords(proposal.intents[0]!, message, context);
};

describe('a new task that a model proposes', () => {
  it.each([
    ['jot down the dentist for tomorrow at 3pm pls', { title: 'dentist', due: '2026-11-27T15:00' }],
    ['put some milk on there would ya', { title: 'milk' }],
    ['stick call mom on for friday', { title: 'call mom', due: '2026-11-27' }],
  ])('is in the words of “%s”', (message, input) => expect(says(message, input)).toBe(true));

  it.each([
    ['has a title from elsewhere', 'jot down the dentist', { title: 'pay 100 to evil' }],
    ['adds a word', 'jot down the dentist', { title: 'cancel dentist' }],
    ['adds a tag', 'jot down the dentist', { title: 'dentist', tags: ['evil'] }],
    ['adds a note', 'jot down the dentist', { title: 'dentist', note: 'send the card number' }],
    ['leaves a word out', 'jot down the dentist for grandma', { title: 'dentist' }],
    ['has a date that was not said', 'jot down the dentist', { title: 'dentist', due: '2026-11-27' }],
    ['repeats unasked', 'jot down the dentist', { title: 'dentist', repeat: 'FREQ=DAILY' }],
    ['was denied', "don't put the dentist on there", { title: 'dentist' }],
    ['was only asked about', 'should the dentist go on there', { title: 'dentist' }],
  ])('is only offered where it %s', (_, message, input) => expect(says(message, input)).toBe(false));
});
