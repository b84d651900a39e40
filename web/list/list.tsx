import type { JSX } from 'preact';
import { useComputed } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { counts } from '../data/counts.ts';
import { touched } from '../data/acts.ts';
import { now, queue } from '../data/state.ts';
import { Icon } from '../shell/icons.tsx';
import type { Now } from '../time/day.ts';
import { dateWords } from '../time/words.ts';
import type { Task } from '../types.ts';
import { feeds, isBeyond, isNarrowed, isWhole, parts } from './lists.ts';
import { Row } from './row.tsx';
import { sectionNames, sections, type Section } from './sections.ts';
import { isOpen, opened, selected, toggleSection, wanted } from './selection.ts';
import { useWindowList } from './virtual.ts';

type Item = { key: string; section: Section; task: Task | null };

/**
 * How many tasks of a part the server has; null if that is unknown, or if the count here is
 * better.
 */
const countedThere = (section: Section): number | null => {
  if (isNarrowed.value || counts.value === null) return null;
  return section === 'done' || !isWhole.value ? (counts.value[section] ?? 0) : null;
};

/** A part of the list is shown if it has tasks, or if the server has some that are not here yet. */
const isShown = (section: Section, tasks: readonly Task[]): boolean => tasks.length > 0 || (countedThere(section) ?? 0) > 0;

const itemsOf = (all: Record<Section, Task[]>): Item[] =>
  sections.flatMap((section) => {
    const tasks = all[section];
    if (!isShown(section, tasks)) return [];
    const heading: Item = { key: section, section, task: null };
    return isOpen(section) ? [heading, ...tasks.map((task): Item => ({ key: task.id, section, task }))] : [heading];
  });

const countOf = (section: Section, here: number): string => {
  const there = countedThere(section);
  if (there !== null) return String(Math.max(here, there));
  return isWhole.value && section !== 'done' ? String(here) : `${here}+`;
};

const dateOf = (section: Section, { today, tomorrow }: Now): string => {
  if (section === 'today') return dateWords(today);
  return section === 'tomorrow' ? dateWords(tomorrow) : '';
};

const Heading = ({ section, here }: { section: Section; here: number }): JSX.Element => {
  const isUnfolded = isOpen(section);
  return (
    <h3 class={`section ${section}`}>
      <button type="button" aria-expanded={isUnfolded} onClick={() => toggleSection(section)}>
        <span class="fold"><Icon name="fold" /></span>
        {sectionNames[section]}
        <span class="date">{dateOf(section, now.value)}</span>
        <span class="count" aria-label={`${countOf(section, here)} tasks`}>{countOf(section, here)}</span>
      </button>
    </h3>
  );
};

const rowHeight = 45;
const headingHeight = 52;

const ahead = 10;

const taskAhead = (items: readonly Item[], lastShown: number): Task | null => items[Math.min(items.length - 1, lastShown + ahead)]?.task ?? null;

/** Reads more before the end of what is here comes into view. */
const readAhead = (items: readonly Item[], lastShown: number): void => {
  const lists = feeds.peek();
  const next = taskAhead(items, lastShown);
  const isNearEnd = lastShown >= items.length - ahead;
  if (lists === null) return;
  if (isNearEnd || (next !== null && isBeyond(next))) void lists.open.more();
  if (isNearEnd && next !== null && next.status === 'DONE') void lists.done.more();
};

/** Consecutive items of one part. */
const grouped = (shown: readonly { item: Item; index: number }[]): { section: Section; items: { item: Item; index: number }[] }[] => {
  const groups: { section: Section; items: { item: Item; index: number }[] }[] = [];
  for (const each of shown) {
    const last = groups.at(-1);
    if (last?.section === each.item.section) last.items.push(each);
    else groups.push({ section: each.item.section, items: [each] });
  }
  return groups;
};

const useTop = (): [{ current: HTMLDivElement | null }, number] => {
  const element = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const here = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(here - top) > 1) setTop(here);
  });
  return [element, top];
};

/** The tasks, part by part; only those near the window are drawn. */
export const List = (): JSX.Element => {
  const items = useComputed(() => itemsOf(parts.value)).value;
  const waiting = useComputed(() => new Set(queue.value.flatMap(({ act }) => touched(act)))).value;
  const picks = new Set(selected.value);
  const [element, top] = useTop();
  const list = useWindowList(items.map(({ key }) => key), (index) => (items[index]?.task ? rowHeight : headingHeight), top);
  useEffect(() => {
    const index = items.findIndex(({ key }) => key === wanted.value);
    if (index < 0) return;
    list.scrollToIndex(index, { align: 'auto' });
    wanted.value = null;
  }, [wanted.value, items]);
  const visible = list.getVirtualItems();
  const [first, last] = [visible[0], visible.at(-1)];
  useEffect(() => readAhead(items, last?.index ?? 0), [items, last?.index]);
  const shown = visible.flatMap(({ index }) => (items[index] ? [{ item: items[index], index }] : []));
  const before = (first?.start ?? top) - top;
  const after = list.getTotalSize() - ((last?.end ?? top) - top);
  const measure = (node: HTMLElement | null): void => list.measureElement(node);
  return (
    <div ref={element} class="list" style={{ paddingTop: `${before}px`, paddingBottom: `${Math.max(0, after)}px` }}>
      {grouped(shown).map(({ section, items: own }) => (
        <section key={section} aria-label={sectionNames[section]}>
          {own.filter(({ item }) => item.task === null).map(({ index }) => (
            <div key="heading" data-index={index} ref={measure}><Heading section={section} here={parts.value[section].length} /></div>
          ))}
          {own.some(({ item }) => item.task !== null) && (
            <ul>
              {own.flatMap(({ item: { task, key }, index }) => task === null ? [] : [
                <li key={key} data-index={index} ref={measure}>
                  <Row task={task} section={section} now={now.value} isPicked={picks.has(task.id)} picking={picks.size > 0} isOpen={opened.value === task.id} waits={waiting.has(task.id)} />
                </li>,
              ])}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
};
