import rrule from 'rrule';

// The package's ES build has no extensions that Node could resolve: only its CommonJS default export loads.
const { RRule } = rrule;

/** What a rule must look like; the answer to one that doesn't. */
export const acceptedRules =
  'accepted are FREQ=DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT or UNTIL, and with BYDAY, BYMONTHDAY, BYSETPOS or BYMONTH ' +
  'where they fit, such as FREQ=WEEKLY;BYDAY=MO,TH or FREQ=MONTHLY;BYMONTHDAY=-1';

const number = /^[1-9]\d{0,3}$/;
const weekdays = /^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/;
const nthWeekdays = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/;
const monthDays = /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/;
const months = /^([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/;

const until = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?$/;

const common = { INTERVAL: number, COUNT: number, UNTIL: until, WKST: /^(MO|SU)$/ };

/** Parts by frequency: narrower than RFC 5545, because the library searches for minutes, or for ever, where a rule never comes true. */
const parts: Record<string, Record<string, RegExp>> = {
  DAILY: common,
  WEEKLY: { ...common, BYDAY: weekdays },
  MONTHLY: { ...common, BYDAY: nthWeekdays, BYMONTHDAY: monthDays, BYSETPOS: monthDays },
  YEARLY: { ...common, BYDAY: nthWeekdays, BYMONTHDAY: monthDays, BYSETPOS: monthDays, BYMONTH: months },
};

const readParts = (text: string): Map<string, string> | null => {
  const pairs = text.split(';').map((part) => part.split('=') as [string, string]);
  const read = new Map(pairs);
  return pairs.every((pair) => pair.length === 2) && read.size === pairs.length ? read : null;
};

const isAccepted = (rule: Map<string, string>): boolean => {
  const accepted = Object.hasOwn(parts, rule.get('FREQ') ?? '') ? parts[rule.get('FREQ')!]! : null;
  if (accepted === null || (rule.has('COUNT') && rule.has('UNTIL'))) return false;
  return [...rule].every(([name, value]) => name === 'FREQ' || (Object.hasOwn(accepted, name) && accepted[name]!.test(value)));
};

/** The canonical text of a rule, or null where it isn't one that this system accepts. */
export const normaliseRule = (text: string): string | null => {
  const canonical = text.trim().toUpperCase().replace(/^RRULE:/, '').replace(/;$/, '');
  const rule = readParts(canonical);
  return rule !== null && isAccepted(rule) ? canonical : null;
};

/** "The 31st" of a month that has none is its last day; RFC 5545 would skip the month. */
const clampDay = (rule: Map<string, string>, anchor: Date): void => {
  const day = anchor.getUTCDate();
  const isOpen = !['BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH'].some((name) => rule.has(name));
  if (!isOpen || day <= 28 || !['MONTHLY', 'YEARLY'].includes(rule.get('FREQ') ?? '')) return;
  rule.set('BYMONTHDAY', Array.from({ length: day - 27 }, (_, index) => 28 + index).join(','));
  rule.set('BYSETPOS', '-1');
  if (rule.get('FREQ') === 'YEARLY') rule.set('BYMONTH', String(anchor.getUTCMonth() + 1));
};

/** The rule counted from an anchor; dates are wall time written as if it were UTC, so that no zone can shift them. */
export const ruleFrom = (canonical: string, anchor: Date, override: { COUNT?: null } = {}): InstanceType<typeof RRule> => {
  const rule = new Map(canonical.split(';').map((part) => part.split('=') as [string, string]));
  if (override.COUNT === null) rule.delete('COUNT');
  // A last day without a time includes that whole day.
  if (rule.get('UNTIL')?.length === 8) rule.set('UNTIL', `${rule.get('UNTIL')}T235959Z`);
  clampDay(rule, anchor);
  const options = RRule.parseString([...rule].map(([name, value]) => `${name}=${value}`).join(';'));
  return new RRule({ ...options, dtstart: anchor });
};
