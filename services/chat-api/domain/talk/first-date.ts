import { ruleFrom } from '../recurrence-rule.ts';

/** The first day of a rule from a day on; that very day where the rule never comes. */
export const firstFrom = (rule: string, day: string): string => {
  const from = new Date(`${day}T00:00Z`);
  return ruleFrom(rule, from, { COUNT: null }).after(from, true)?.toISOString().slice(0, 10) ?? day;
};
