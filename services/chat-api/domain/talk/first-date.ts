import { firstDateOf } from '../recurrence/expand.ts';

/** The first day of a rule from a day on; that very day if the rule never comes. */
export const firstFrom = (rule: string, day: string): string => firstDateOf(rule, day) ?? day;
