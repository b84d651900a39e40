import { expect, it, vi } from 'vitest';
import { likenessTo, isTypo, namesOf, tellingWords } from './match-title.ts';

it.each([
  ['Buy MILK', 'buy milk', 'exact'], ['the milk', 'milk', 'exact'], ['cafe', 'Cafe\u0301', 'exact'], ['milk', 'buy oat milk', 'words'], ['milk oat', 'oat milk', 'words'],
  ['dent', 'call the dentist', 'nearly'], ['dentsit', 'dentist', 'nearly'], ['buy oat milk today', 'oat milk', 'nearly'], ['mi', 'milk', 'none'], ['bread', 'milk', 'none'], ['the', 'milk', 'none'], ['12', '12 chairs', 'none'],
])('"%s" and "%s" fit: %s', (name, title, fit) => expect(likenessTo(name)(title)).toBe(fit));

it.each([
  ['dentist', 'dentsit', true], ['dentist', 'dentis', true], ['dentist', 'denntist', true], ['dentist', 'dantist', true], ['dentist', 'dantisd', false], ['milk', 'milks', true], ['car', 'cat', false],
])('%s and %s differ by one typing error: %s', (one, two, is) => expect([isTypo(one, two), isTypo(two, one)]).toEqual([is, is]));

it('likens no word that nobody types by hand', () => expect(isTypo('w'.repeat(480), `${'w'.repeat(479)}v`)).toBe(false));

it('knows a name with and without what stands before it', () => expect(namesOf('The Gym')).toEqual(['the gym', 'gym']));

it('takes a dozen telling words of a name', () => expect(tellingWords(Array.from({ length: 40 }, (_, index) => `word${index}`).join(' '))).toHaveLength(12));

it('likens the first words of a title only', () => {
  const title = (before: number): string => `${Array.from({ length: before }, (_, index) => `word${index}`).join(' ')} dentist`;
  expect([likenessTo('dentsit')(title(39)), likenessTo('dentsit')(title(40))]).toEqual(['nearly', 'none']);
});

it('works a name out once for all titles', () => {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  const fit = likenessTo('to a '.repeat(100));
  const once = normalize.mock.calls.length;
  for (let count = 0; count < 50; count += 1) fit('milk');
  expect((normalize.mock.calls.length - once) / 50).toBeLessThanOrEqual(4);
  normalize.mockRestore();
});
