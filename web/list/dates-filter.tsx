import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { now } from '../data/state.ts';
import type { Now } from '../time/day.ts';
import { addDays } from '../time/zone.ts';
import { filter, setFilter } from './address.ts';
import { without, type Filter } from './filter.ts';

type Period = { words: string } & Pick<Filter, 'from' | 'to'>;

const periodsAt = ({ today, tomorrow, nextWeek }: Now): Record<string, Period> => ({
  '': { words: 'Any date' },
  today: { words: 'Today', from: today, to: today },
  tomorrow: { words: 'Tomorrow', from: tomorrow, to: tomorrow },
  week: { words: 'Next 7 days', from: today, to: addDays(today, 6) },
  next: { words: 'Next week', from: nextWeek, to: addDays(nextWeek, 6) },
  past: { words: 'Before today', to: addDays(today, -1) },
});

const own = 'own';

/** The name of the period in the filter; one without a name is the person's own. */
const chosenOf = (periods: Record<string, Period>, { from, to }: Filter): string =>
  Object.keys(periods).find((name) => periods[name]!.from === from && periods[name]!.to === to) ?? own;

const setDates = (from?: string, to?: string): void =>
  setFilter({ ...without(without(filter.value, 'from'), 'to'), ...(from && { from }), ...(to && { to }) });

const OwnDates = (): JSX.Element => {
  const { from, to } = filter.value;
  return (
    <span class="own-dates">
      <input type="date" aria-label="From" value={from ?? ''} onChange={({ currentTarget }) => setDates(currentTarget.value, to)} />
      <input type="date" aria-label="To" value={to ?? ''} onChange={({ currentTarget }) => setDates(from, currentTarget.value)} />
    </span>
  );
};

/** Filters the list by date: a named period, or from one day to another. */
export const DatesFilter = (): JSX.Element => {
  const periods = periodsAt(now.value);
  const [wantsOwn, wantOwn] = useState(false);
  const chosen = wantsOwn ? own : chosenOf(periods, filter.value);
  const choose = (name: string): void => {
    wantOwn(name === own);
    if (name !== own) setDates(periods[name]?.from, periods[name]?.to);
  };
  return (
    <>
      <select aria-label="Dates" class={chosen === '' ? '' : 'narrows'} value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {Object.entries(periods).map(([name, { words }]) => <option key={name} value={name}>{words}</option>)}
        <option value={own}>From … to …</option>
      </select>
      {chosen === own && <OwnDates />}
    </>
  );
};
