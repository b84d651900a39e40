import type { JSX } from 'preact';
import { changeTasks } from '../data/do.ts';
import { now, tasks } from '../data/state.ts';
import type { Fields } from '../data/acts.ts';
import { Icon } from '../shell/icons.tsx';
import { Choose } from './choose.tsx';
import { knownTags } from './known-tags.ts';
import { pickNone, selected } from './selection.ts';
import { delayed, delays, possibleDelays } from './snooze.ts';

const priorities = [['HIGH', 'High priority'], ['MEDIUM', 'Normal priority'], ['LOW', 'Low priority']] as const;

/** What can be done to all selected tasks. */
export const BulkBar = (): JSX.Element | null => {
  const ids = [...selected.value];
  if (ids.length === 0) return null;
  const run = (change: Parameters<typeof changeTasks>[1]): void => {
    changeTasks(ids, change);
    pickNone();
  };
  const update = (fields: Fields): void => run({ op: 'update', fields });
  const own = (tag: string): string[] => {
    const all = ids.flatMap((id) => tasks.value.get(id)?.tags ?? []);
    return [...new Set([...all, tag])];
  };
  return (
    <div class="bulk-bar" role="toolbar" aria-label="Selected tasks">
      <strong>{ids.length} selected</strong>
      <button type="button" onClick={() => run({ op: 'complete' })}>Complete</button>
      <Choose label="Snooze …" choices={possibleDelays(now.value).map((name) => [name, delays[name]] as const)} onChoose={(delay) => update(delayed({ due_local: null }, delay, now.value))} />
      <Choose label="Priority …" choices={priorities} onChoose={(priority) => update({ priority })} />
      {knownTags.value.length > 0 && <Choose label="Tag …" choices={knownTags.value.slice(0, 30).map((tag) => [tag, `#${tag}`] as const)} onChoose={(tag) => update({ tags: own(tag) })} />}
      <button type="button" class="danger" onClick={() => run({ op: 'delete' })}>Delete</button>
      <button type="button" class="icon-button" aria-label="Select none" onClick={pickNone}><Icon name="close" /></button>
    </div>
  );
};
