import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shell/icons.tsx';
import { filter, setFilter } from './address.ts';
import { DatesFilter } from './dates-filter.tsx';
import { without, type Filter } from './filter.ts';
import { knownTags } from './known-tags.ts';
import { isNarrowed } from './lists.ts';

const typingMs = 250;

/** Searches while the person types, shortly after each letter. */
const Search = (): JSX.Element => {
  const wanted = filter.value.q ?? '';
  const [text, setText] = useState(wanted);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address drops a final blank, but somebody typing one is about to go on.
  useLayoutEffect(() => setText((typed) => (typed.trim() === wanted ? typed : wanted)), [wanted]);
  const search = (q: string): void => {
    setText(q);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setFilter({ ...without(filter.peek(), 'q'), ...(q.trim() && { q: q.trim() }) }, true), typingMs);
  };
  return (
    <label class="search">
      <Icon name="search" />
      <input id="search" type="search" aria-label="Search" placeholder="Search" maxLength={200} value={text} onInput={({ currentTarget }) => search(currentTarget.value)} />
    </label>
  );
};

/** The tags to choose from, including the chosen one even if no open task has it. */
const tagsWith = (chosen: string): readonly string[] => (chosen === '' || knownTags.value.includes(chosen) ? knownTags.value : [chosen, ...knownTags.value]);

/** The filter of the list; all of it is in the address. */
export const FilterBar = (): JSX.Element => {
  const { tags: [tag = ''] = [], priority = '' } = filter.value;
  return (
    <div class="filter-bar" role="search" aria-label="Tasks">
      <Search />
      <select aria-label="Priority" class={priority ? 'narrows' : ''} value={priority} onChange={({ currentTarget: { value } }) => setFilter({ ...without(filter.value, 'priority'), ...(value && { priority: value as NonNullable<Filter['priority']> }) })}>
        <option value="">Any priority</option>
        <option value="HIGH">High</option>
        <option value="MEDIUM">Normal</option>
        <option value="LOW">Low</option>
      </select>
      <select aria-label="Tag" class={tag ? 'narrows' : ''} value={tag} onChange={({ currentTarget: { value } }) => setFilter({ ...without(filter.value, 'tags'), ...(value && { tags: [value] }) })}>
        <option value="">Any tag</option>
        {tagsWith(tag).map((name) => <option key={name} value={name}>#{name}</option>)}
      </select>
      <DatesFilter />
      {isNarrowed.value && <button type="button" class="link" onClick={() => setFilter({})}>Clear</button>}
    </div>
  );
};
