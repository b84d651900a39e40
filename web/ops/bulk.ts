import type { BulkPlan, BulkReplay, Refusals } from '../../contracts/http/ops/replays.ts';
import { get, mayHaveHappened, post } from '../api.ts';
import { el, field, filledIn } from '../dom.ts';
import { timeText } from '../format.ts';
import { createOnce } from '../once.ts';
import type { Drawer } from './ask.ts';
import { actionButton, createPanel, whenChanged, type Panel } from './panel.ts';
import { countOf, progressText } from './words.ts';

const refusedList = (refused: Refusals): HTMLElement =>
  el('ul', { class: 'refused' }, ...refused.map(({ count, detail }) => el('li', {}, `${countOf(count, 'failure')} would stay behind: ${detail}`)));

const planText = ({ total, replayable }: BulkPlan): string =>
  replayable === 0 ? `None of ${countOf(total, 'open failure')} can go out again.` : `${replayable} of ${countOf(total, 'open failure')} would go out again: one first, then in growing batches, each after the one before is confirmed. A renewed failure stops it.`;

export interface BulkAsking {
  group: string;
  title: string;
  run(control: HTMLElement, work: () => Promise<unknown>): Promise<void>;
  onStarted(): Promise<unknown>;
}

/** Says what a replay of a group would do, and starts it when that is wanted. */
export const askBulkReplay = async (drawer: Drawer, { group, title, run, onStarted }: BulkAsking): Promise<void> => {
  const plan = await post<BulkPlan>('/ops/replays', { group, dry_run: true });
  const once = createOnce();
  const start = async (): Promise<void> => {
    const body = { group, rate_per_second: Number(filledIn(form)['rate'] ?? 10) };
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
  const row = ({ id, state, progress, stopped_reason, requested_at, batch_size }: BulkReplay): HTMLElement =>
    el(
      'li',
      { class: `bulk ${state}` },
      el('p', {}, el('strong', {}, state), ` ${progressText(progress)}`, el('small', { class: 'muted' }, ` since ${timeText(requested_at)}, ${batch_size} at a time`)),
      el('progress', { max: Math.max(1, progress.total), value: settled(progress), 'aria-label': progressText(progress) }),
      stopped_reason === null ? null : el('p', { class: 'muted' }, stopped_reason),
      ...commands[state].map(([command, label]) => button(id, command, label)),
    );
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
  const panel = createPanel({ id: 'replays', title: 'Replays of groups', body: [list], load });
  panel.element.hidden = true;
  return panel;
};
