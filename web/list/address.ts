import { computed, signal } from '@preact/signals';
import { readFilter, writeFilter, type Filter } from './filter.ts';

/** The address after `#`. */
export const hash = signal(location.hash);

addEventListener('hashchange', () => void (hash.value = location.hash));

/** The place that the address names, `/` for the list, and what follows its question mark. */
export const place = computed(() => {
  const [path = '', search = ''] = hash.value.replace(/^#/, '').split('?', 2);
  return { path: path === '' ? '/' : path, search };
});

/** What the list is narrowed to. */
export const filter = computed<Filter>(() => (place.value.path === '/' ? readFilter(place.value.search) : {}));

/** The address of the list, narrowed. */
export const listAddress = (wanted: Filter): string => {
  const search = writeFilter(wanted);
  return search === '' ? '#/' : `#/?${search}`;
};

/** Narrows the list; while one types, each letter is no place to go back to. */
export const setFilter = (wanted: Filter, replace = false): void => {
  const address = listAddress(wanted);
  if (address === location.hash) return;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  hash.value = address;
};
