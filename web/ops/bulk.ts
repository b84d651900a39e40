import type { BulkPlan, BulkReplay, Refusals } from '../../contracts/http/ops/replays.ts';
import { get, mayHaveHappened, post } from '../api.ts';
import { el, field, filledIn } from '../dom.ts';
import { localTime, timeText } from '../format.ts';
import { personName } from '../names.ts';
import { createOnce } from '../once.ts';
import type { Drawer } from './ask.ts';
import { actionButton, createPanel, whenChanged, type Panel } from './panel.ts';
import { countOf, progressText } from './words.ts';

const refusedList = (refused: Refusals): HTMLElement =>
  el('ul', { class: 'refused' }, ...refused.map(({ count, detail }) => el('li', {}, `${countOf(count, 'failure')} would stay behind: ${detail}`)));

const planText = ({ total, replayable }: BulkPlan): string =>
  replayable === 0 ? `None of ${countOf(total, 'open failure')} can go out again.` : `${replayable} of ${countOf(total, 'open failure')} would go out again: one first, then in growing batches, each after the one before is confirmed. A renewed failure stops it.`;

/** What is replayed: a group, or what has failed since an instant. */
export type Selection = { group: string } | { since: string };

export interface BulkAsking {
  selection: Selection;
  title: string;
  run(control: HTMLElement, work: () => Promise<unknown>): Promise<void>;
  onStarted(): Promise<unknown>;
}

/** Says what a replay of many would do, and starts it when that is wanted. */
export const askBulkReplay = async (drawer: Drawer, { selection, title, run, onStarted }: BulkAsking): Promise<void> => {
  const plan = await post<BulkPlan>('/ops/replays', { ...selection, dry_run: true });
  const once = createOnce();
  const start = async (): Promise<void> => {
    const body = { ...selection, rate_per_second: Number(filledIn(form)['rate'] ?? 10) };
    try {
      await post('/ops/replays', body, once.keyFor(JSON.stringify(body)));
    } catch (error) {
      if (!mayHaveHappened(error)) once.settle();
      throw error;
    }
    drawer.close();
    await onStarted();
  };
  const form: HTMLFormElement = el(
    'form',
    { onsubmit: (event) => { event.preventDefault(); return run(form, start); } },
    el('h3', {}, title),
    el('p', {}, planText(plan)),
    refusedList(plan.refused),
    field('At most this many a second', el('input', { name: 'rate', type: 'number', min: 1, max: 100, value: 10, required: true })),
    el('div', { class: 'actions' }, el('button', { class: 'primary', disabled: plan.replayable === 0 }, 'Start the replay'), el('button', { type: 'button', onclick: () => drawer.close() }, 'Cancel')),
  );
  drawer.open(form);
};

const hourMs = 3_600_000;

/** Asks since when, then says what a replay of all that has failed since would do. */
export const askReplaySince = (drawer: Drawer, { run, onStarted }: Pick<BulkAsking, 'run' | 'onStarted'>): void => {
  const look = (): Promise<void> => {
    const since = new Date(filledIn(form)['since']!).toISOString();
    return askBulkReplay(drawer, { selection: { since }, title: `Replay all that has failed since ${timeText(since)}`, run, onStarted });
  };
  const form: HTMLFormElement = el(
    'form',
    { onsubmit: (event) => { event.preventDefault(); return run(form, look); } },
    el('h3', {}, 'Replay all that has failed since a time'),
    field('Failed last at this time or later', el('input', { name: 'since', type: 'datetime-local', required: true, value: localTime(new Date(Date.now() - hourMs).toISOString()) })),
    el('div', { class: 'actions' }, el('button', { class: 'primary' }, 'How many?'), el('button', { type: 'button', onclick: () => drawer.close() }, 'Cancel')),
  );
  drawer.open(form);
};

const ofText = ({ fingerprint, since }: BulkReplay): string => `${fingerprint === null ? 'of all failures' : 'of a group'}${since === null ? '' : ` since ${timeText(since)}`}`;

const commands: Record<BulkReplay['state'], readonly ['pause' | 'resume' | 'stop', string][]> = {
  running: [['pause', 'Pause'], ['stop', 'Stop']],
  paused: [['resume', 'Go on'], ['stop', 'Stop']],
  stopped: [],
  done: [],
};

const settled = ({ total, waiting, published }: BulkReplay['progress']): number => total - waiting - published;

/** The bulk replays, newest first, with how far each has come. */
export const bulkPanel = (onSettled: () => void): Panel => {
  const list = el('ul', { class: 'bulks' });
  const button = (id: string, command: string, label: string): HTMLElement =>
    actionButton(label, (control) => panel.run(control, async () => {
      await post(`/ops/replays/${id}/${command}`);
      await load();
    }));
  const row = (bulk: BulkReplay): HTMLElement => {
    const { id, state, progress, stopped_reason, requested_at, batch_size, correlation_id } = bulk;
    return el(
      'li',
      { class: `bulk ${state}` },
      el('p', {}, el('strong', {}, state), ` ${progressText(progress)}`, el('small', { class: 'muted' }, ` ${ofText(bulk)}; begun ${timeText(requested_at)}, ${batch_size} at a time`, personName(bulk.requested_by, ', by '), '. ', el('a', { href: `#/audit?${new URLSearchParams({ correlation_id })}` }, 'Who did what'))),
      el('progress', { max: Math.max(1, progress.total), value: settled(progress), 'aria-label': progressText(progress) }),
      stopped_reason === null ? null : el('p', { class: 'muted' }, stopped_reason),
      ...commands[state].map(([command, label]) => button(id, command, label)),
    );
  };
  let last = '';
  const draw = whenChanged((items: BulkReplay[]) => {
    list.replaceChildren(...items.map(row));
    const now = JSON.stringify(items.map(({ progress }) => settled(progress)));
    if (last !== '' && last !== now) onSettled();
    last = now;
  });
  const load = async (): Promise<void> => {
    draw((await get<{ items: BulkReplay[] }>('/ops/replays', { limit: '5' })).items);
    panel.element.hidden = list.children.length === 0;
  };
  const panel = createPanel({ id: 'replays', title: 'Replays of many', body: [list], load });
  panel.element.hidden = true;
  return panel;
};
