import { as, digits, glued, inTurn, longest, lookUp, maybe, say, type Rule } from './grammar.ts';
import { numberWords, ordinalWords, tensWords } from './words.ts';

const wordNumber: Rule<number> = longest(
  lookUp(numberWords),
  lookUp(tensWords),
  as(inTurn(lookUp(tensWords), maybe(say('-')), lookUp(numberWords)), ([ten, , one]) => (one < 10 ? ten + one : null)),
);

/** A whole number in digits or words. */
export const whole: Rule<number> = longest(digits(0, 9999), wordNumber);

/** How many of something there are: "3", "three", "a", "a couple of". */
export const count: Rule<number> = longest(
  whole,
  as(say('a', 'an', 'another'), () => 1),
  as(say('a couple of', 'a couple', 'couple of'), () => 2),
  as(say('a dozen'), () => 12),
);

/** "1.5", "two and a half". */
export const fraction: Rule<number> = longest(
  as(inTurn(digits(0, 999), glued(say('.', ',')), glued(digits(0, 9, { min: 1, max: 1 }))), ([one, , tenth]) => one + tenth / 10),
  as(inTurn(whole, say('and a half', 'and an half')), ([number]) => number + 0.5),
  as(inTurn(digits(1, 3, { min: 1, max: 1 }), glued(say('/')), glued(digits(2, 4, { min: 1, max: 1 }))), ([one, , parts]) => (one < parts && parts !== 3 ? one / parts : null)),
);

const suffix = glued(say('st', 'nd', 'rd', 'th'));

/** A place in an order, with its ending: "15th", "third", "twenty-first". */
export const ordinal: Rule<number> = longest(
  as(inTurn(digits(1, 99, { min: 1, max: 2 }), suffix), ([number]) => number),
  lookUp(ordinalWords),
  as(say('twentieth'), () => 20),
  as(say('thirtieth'), () => 30),
  as(inTurn(lookUp(tensWords), maybe(say('-')), lookUp(ordinalWords)), ([ten, , one]) => (ten <= 30 && one < 10 ? ten + one : null)),
);
