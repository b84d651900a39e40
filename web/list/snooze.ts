import { addDays, toInstant, toLocal, weekday } from '../time/zone.ts';
import type { Now } from '../time/day.ts';
import type { Fields } from '../data/acts.ts';

/** How long a task can be put off. */
export const delays = { hour: 'In an hour', evening: 'This evening', tomorrow: 'Tomorrow', weekend: 'At the weekend', week: 'Next week' } as const;
export type Delay = keyof typeof delays;

const evening = '19:00';
const saturday = 5;

const dates: Record<Exclude<Delay, 'hour'>, (now: Now) => string> = {
  evening: ({ today }) => `${today}T${evening}`,
  tomorrow: ({ tomorrow }) => tomorrow,
  weekend: ({ today }) => addDays(today, ((saturday - weekday(today) + 7) % 7) || 7),
  week: ({ nextWeek }) => nextWeek,
};

/** The new date of a task that is put off; a task with a time keeps it on the new day. */
export const delayed = ({ due_local }: Pick<Fields, 'due_local'>, delay: Delay, now: Now): Fields => {
  if (delay === 'hour') return { due_local: toLocal(Date.parse(now.instant) + 3_600_000, now.zone), time_zone: now.zone };
  const date = dates[delay](now);
  const time = date.includes('T') ? '' : (due_local?.slice(10) ?? '');
  return { due_local: `${date}${time}`, time_zone: now.zone };
};

/** The delays that make sense now: this evening is no use once it is over. */
export const possibleDelays = (now: Now): Delay[] =>
  (Object.keys(delays) as Delay[]).filter((delay) => delay !== 'evening' || toInstant(`${now.today}T${evening}`, now.zone) > now.instant);

