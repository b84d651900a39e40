import type { Page } from '../../contracts/http/answer.ts';
import type { Failure } from '../../contracts/http/ops/failures.ts';
import { get } from '../api.ts';
import { el, field, filledIn } from '../dom.ts';
import { localTime, timeText } from '../format.ts';
import { actionButton, createPanel, createTable, type Panel } from './panel.ts';
import { failureHash, listHash } from './route.ts';
import { reasonWords, stateWords } from './words.ts';

/** The list of failures, and how to narrow it from elsewhere. */
export interface FailuresPanel extends Panel {
  show(filter: Record<string, string>): Promise<void>;
}

const choice = (name: string, options: Record<string, string>): HTMLSelectElement =>
  el('select', { name }, ...Object.entries(options).map(([value, label]) => el('option', { value }, label)));

const fields = (): HTMLElement[] => [
  field('Words', el('input', { name: 'q', type: 'search', minlength: 3, maxlength: 200, placeholder: 'message or id' })),
  field('State', choice('state', { '': 'open, replaying', ...stateWords, all: 'all' })),
  field('Reason', choice('reason', { '': 'any', ...reasonWords })),
  field('Consumer', el('input', { name: 'consumer', placeholder: 'any service' })),
  field('Event type', el('input', { name: 'event_type', placeholder: 'task.created' })),
  field('Topic', el('input', { name: 'topic', placeholder: 'task-events' })),
  field('User id', el('input', { name: 'user_id' })),
  field('Task id', el('input', { name: 'task_id' })),
  field('Failed from', el('input', { name: 'from', type: 'datetime-local' })),
  field('Failed before', el('input', { name: 'to', type: 'datetime-local' })),
];

const times = ['from', 'to'];

/**
 * Puts a filter into the form, whose times are on the reader's clock while the API's are
 * instants.
 */
const fillIn = (form: HTMLFormElement, filter: Readonly<Record<string, string>>): void => {
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')) {
    const value = filter[control.name] ?? '';
    control.value = times.includes(control.name) && value !== '' ? localTime(value) : value;
  }
};

const filterOf = (form: HTMLFormElement): Record<string, string> => {
  const filter = filledIn(form);
  for (const name of times) if (filter[name] !== undefined) filter[name] = new Date(filter[name]).toISOString();
  return filter;
};

const row = (failure: Failure): HTMLElement =>
  el(
    'tr',
    {},
    el('td', {}, el('a', { href: failureHash(failure.id) }, el('time', { datetime: failure.last_failed_at }, timeText(failure.last_failed_at)))),
    el('td', {}, failure.event_type ?? el('em', {}, 'unreadable'), el('br'), el('small', { class: 'muted' }, failure.topic)),
    el('td', {}, failure.consumer ?? el('em', {}, 'unknown')),
    el('td', {}, el('span', { class: `badge ${failure.reason}` }, reasonWords[failure.reason]), ` ${failure.message ?? failure.explanation}`),
    el('td', { class: 'number' }, String(failure.attempts)),
    el('td', {}, stateWords[failure.state]),
  );

/** Failures one by one, newest first. */
export const failuresPanel = (initial: Record<string, string>): FailuresPanel => {
  let filter = initial;
  let cursor: string | null = null;
  const count = el('p', { class: 'muted', role: 'status' });
  const { table, rows } = createTable(['Failed last', 'Event', 'Consumer', 'Why', 'Tries', 'State'], 'Failures');
  const group = el('input', { name: 'group', type: 'hidden' });
  const onlyGroup = el('p', { class: 'notice', hidden: true }, 'Only one group is shown. ', el('button', { type: 'button', class: 'link', onclick: () => { group.value = ''; form.requestSubmit(); } }, 'Show all'));

  const read = async (): Promise<void> => {
    const page = await get<Page<Failure>>('/ops/dead-letters', { ...filter, limit: '50', ...(cursor !== null && { cursor }) });
    rows.append(...page.items.map(row));
    cursor = page.next_cursor;
    more.hidden = cursor === null;
    const shown = rows.children.length;
    table.hidden = shown === 0;
    count.textContent = shown === 0 ? 'No failure matches.' : `${shown} ${shown === 1 ? 'failure' : 'failures'}${cursor === null ? '' : ' so far'}, newest first.`;
  };
  const load = async (): Promise<void> => {
    cursor = null;
    rows.replaceChildren();
    onlyGroup.hidden = filter['group'] === undefined;
    await read();
  };
  const search = (): Promise<void> => {
    filter = filterOf(form);
    // The address leads back here, without an entry of its own in the history.
    history.replaceState(null, '', listHash(filter));
    return panel.run(form, load);
  };
  const more = actionButton('Show more', (button) => panel.run(button, read));
  const form: HTMLFormElement = el(
    'form',
    { class: 'filters', onsubmit: (event) => { event.preventDefault(); return search(); } },
    group, ...fields(), el('div', { class: 'actions' }, el('button', { class: 'primary' }, 'Search')),
  );
  const isNarrowed = Object.keys(filter).some((name) => name !== 'group');
  const filters = el('details', { class: 'narrow', open: isNarrowed }, el('summary', {}, 'Narrow the list'), form);
  fillIn(form, filter);
  const panel = createPanel({ id: 'dead-letters', title: 'Failures one by one', body: [onlyGroup, filters, count, table, more], load });
  return {
    ...panel,
    show: (wanted) => {
      fillIn(form, wanted);
      return search();
    },
  };
};
