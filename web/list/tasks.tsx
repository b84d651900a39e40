import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { errorText } from '../api.ts';
import { counts } from '../data/counts.ts';
import { tasks } from '../data/state.ts';
import { place, setFilter } from './address.ts';
import { BulkBar } from './bulk.tsx';
import { FilterBar } from './filter-bar.tsx';
import { List } from './list.tsx';
import { feeds, isNarrowed, parts } from './lists.ts';
import { QuickAdd } from './quick-add.tsx';
import { sections, type Section } from './sections.ts';
import { showTask } from './selection.ts';

const Nothing = (): JSX.Element => {
  const isNew = tasks.value.size === 0 && (counts.value?.done ?? 0) === 0;
  return (
    <div class="empty">
      <p class="empty-title">{isNew ? 'Nothing here yet' : 'All done'}</p>
      <p>{isNew ? 'Add your first task above, in your own words: “water the plants every friday at 8”.' : 'Nothing is open. Enjoy it.'}</p>
    </div>
  );
};

const NoMatch = (): JSX.Element => <p class="empty">No task matches. <button type="button" class="link" onClick={() => setFilter({})}>Show all</button></p>;

const Empty = (): JSX.Element | null => {
  const reach = feeds.value?.open.reach.value;
  const has = (section: Section): boolean => parts.value[section].length > 0;
  if (!reach?.begun || reach.loading || sections.some((section) => section !== 'done' && has(section))) return null;
  if (!isNarrowed.value) return <Nothing />;
  return has('done') ? null : <NoMatch />;
};

/** Opens the task that the address names, as the links of mails and push messages do. */
const useNamedTask = (): void => {
  const [, named] = /^\/task\/([\w-]+)$/.exec(place.value.path) ?? [];
  useEffect(() => void (named && showTask(named)), [named]);
};

/** The person's tasks, and everything that can be done with them. */
export const Tasks = (): JSX.Element => {
  useNamedTask();
  const reach = feeds.value?.open.reach.value;
  const problem = reach?.error && tasks.value.size === 0 ? errorText(reach.error) : '';
  return (
    <section class="pane tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title" class="visually-hidden" tabIndex={-1}>Tasks</h2>
      <QuickAdd />
      <FilterBar />
      <BulkBar />
      <p class="problem" role="alert">{problem}</p>
      {reach?.loading && tasks.value.size === 0 && <p class="empty" role="status">Loading your tasks …</p>}
      <List />
      <Empty />
    </section>
  );
};
