import { weekday } from '../time/zone.ts';

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The usual ways to repeat from a date on, each as a rule and in words. */
export const usualRules = (date: string): readonly (readonly [string, string])[] => {
  const [, month, day] = date.split('-').map(Number) as [number, number, number];
  const at = weekday(date);
  const nth = Math.ceil(day / 7);
  const nthWords = ['', 'first', 'second', 'third', 'fourth'][nth] ?? 'last';
  return [
    ['FREQ=DAILY', 'Every day'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
    [`FREQ=WEEKLY;BYDAY=${days[at]}`, `Every ${dayNames[at]}`],
    [`FREQ=WEEKLY;INTERVAL=2;BYDAY=${days[at]}`, `Every other ${dayNames[at]}`],
    [`FREQ=MONTHLY;BYMONTHDAY=${day}`, `Every month on day ${day}`],
    [`FREQ=MONTHLY;BYDAY=${nth > 4 ? -1 : nth}${days[at]}`, `Every month on the ${nthWords} ${dayNames[at]}`],
    [`FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`, `Every year on ${day} ${monthNames[month - 1]}`],
  ];
};
