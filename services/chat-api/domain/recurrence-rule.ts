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

/** Allowed parts by frequency: less than RFC 5545, limited to what people say. */
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

/** The canonical text of a rule, or null if this system does not accept it. */
export const normaliseRule = (text: string): string | null => {
  const canonical = text.trim().toUpperCase().replace(/^RRULE:/, '').replace(/;$/, '');
  const rule = readParts(canonical);
  return rule !== null && isAccepted(rule) ? canonical : null;
};
