import { computed, signal } from '@preact/signals';
import { readFilter, writeFilter, type Filter } from './filter.ts';

/** The part of the address from the `#` on. */
export const hash = signal(location.hash);

addEventListener('hashchange', () => void (hash.value = location.hash));

/** The place that the address names, `/` for the list, and the part after the question mark. */
export const place = computed(() => {
  const [path = '', search = ''] = hash.value.replace(/^#/, '').split('?', 2);
  return { path: path === '' ? '/' : path, search };
});

/** The filter of the list. */
export const filter = computed<Filter>(() => (place.value.path === '/' ? readFilter(place.value.search) : {}));

/** The address of the list with a filter. */
export const listAddress = (wanted: Filter): string => {
  const search = writeFilter(wanted);
  return search === '' ? '#/' : `#/?${search}`;
};

/**
 * Filters the list; with `replace`, as for each letter typed, the back button does not stop
 * here.
 */
export const setFilter = (wanted: Filter, replace = false): void => {
  const address = listAddress(wanted);
  if (address === location.hash) return;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  hash.value = address;
};
