import { amount } from './amount.ts';
import { as, inTurn, longest, maybe, say, type Rule } from './grammar.ts';
import type { Amount, Duration } from './types.ts';

type Length = Amount & Pick<Duration, 'direction' | 'preposition'>;

const directions = { later: 'later', after: 'later', longer: 'later', more: 'later', forward: 'later', earlier: 'earlier', sooner: 'earlier', early: 'earlier', before: 'earlier' } as const;
const direction = say(...Object.keys(directions));

/** A length of time, and which way it shifts: "for two hours", "by a week", "3 days later". */
export const durationRule: Rule<Length> = longest(
  as(inTurn(maybe(say('for', 'by', 'for another', 'by another', 'for the next')), amount, maybe(direction)), ([said, { months, days, minutes }, shift]): Length => ({
    months,
    days,
    minutes: Math.ceil(minutes),
    direction: shift === null ? null : directions[shift as keyof typeof directions],
    preposition: said === null ? null : said.startsWith('for') ? 'for' : 'by',
  })),
);
