import type { Page } from '../../contracts/http/answer.ts';
import type { FailureGroup } from '../../contracts/http/ops/failures.ts';
import { get, post } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { askReason, createDrawer } from './ask.ts';
import { askBulkReplay, askReplaySince } from './bulk.ts';
import { actionButton, createPanel, createTable, whenChanged, type Panel } from './panel.ts';
import { countOf, reasonWords } from './words.ts';

/** What the actions of a group do elsewhere on the page. */
export interface GroupActions {
  /** Shows the failures of a group. */
  onShow(group: string): void;
  /** A bulk replay has begun, or failures were archived. */
  onChanged(): Promise<unknown>;
}

const nameOf = ({ event_type, consumer }: FailureGroup): string => `${event_type ?? 'an unreadable event'} at ${consumer ?? 'an unnamed consumer'}`;

/** Groups of similar failures, one in each row. */
export const groupsPanel = ({ onShow, onChanged }: GroupActions): Panel => {
  const drawer = createDrawer();
  const empty = el('p', { class: 'muted' }, 'No failed event is open.');
  const { table, rows } = createTable(['Open', 'What failed', 'Why', 'Last seen', 'Actions'], 'Groups of failures');

  const replay = (group: FailureGroup) => (button: HTMLElement): Promise<void> =>
    panel.run(button, () => askBulkReplay(drawer, { selection: { group: group.group }, title: `Replay ${nameOf(group)}`, run: panel.run, onStarted: onChanged }));
  const archive = (group: FailureGroup) => async (): Promise<void> =>
    askReason(drawer, {
      title: `Archive ${countOf(group.open, 'failure')}: ${nameOf(group)}`,
      label: 'Archive them',
      run: panel.run,
      onReason: async (reason) => {
        await post(`/ops/dead-letters/groups/${encodeURIComponent(group.group)}/archive`, { reason });
        await onChanged();
      },
    });
  const since = actionButton('Replay all since …', async () => askReplaySince(drawer, { run: panel.run, onStarted: onChanged }));
  const row = (group: FailureGroup): HTMLElement =>
    el(
      'tr',
      { 'data-group': group.group },
      el('td', { class: 'number' }, String(group.open)),
      el('td', {}, el('strong', {}, group.event_type ?? 'unreadable'), el('br'), group.consumer ?? el('em', {}, 'consumer unknown')),
      el('td', {}, el('span', { class: `badge ${group.reason}` }, reasonWords[group.reason]), ` ${group.message}`),
      el('td', {}, el('time', { datetime: group.last_seen }, timeText(group.last_seen))),
      el('td', {}, el('div', { class: 'actions' },
        actionButton('Show', async () => onShow(group.group)), actionButton('Replay …', replay(group)), actionButton('Archive …', archive(group)))),
    );
  const draw = whenChanged((items: FailureGroup[]) => {
    rows.replaceChildren(...items.map(row));
    empty.hidden = items.length > 0;
    table.hidden = items.length === 0;
  });
  const load = async (): Promise<void> => draw((await get<Page<FailureGroup>>('/ops/dead-letters/groups', { limit: '50' })).items);
  const panel = createPanel({ id: 'groups', title: 'Failed events', actions: [since], body: [empty, table, drawer.element], load });
  return panel;
};
