import type { OutboxReport } from '../../contracts/http/ops/outbox.ts';
import { get, post } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { createFolds, type Folds } from './fold.ts';
import { actionButton, createPanel, whenChanged, type Panel } from './panel.ts';
import { countOf, durationText } from './words.ts';

const stateText = ({ reachable, reason, waiting, parked, oldest_age }: OutboxReport): string => {
  if (!reachable) return `does not answer: ${reason ?? 'no reason was given'}`;
  const waits = waiting === 0 ? 'empty' : `${countOf(waiting ?? 0, 'event')} waiting, the oldest for ${durationText(oldest_age ?? 0)}`;
  return parked === 0 ? waits : `${waits}; ${countOf(parked ?? 0, 'event')} set aside`;
};

/** The oldest events that wait. */
const oldestList = ({ service, oldest_events }: OutboxReport, folds: Folds): HTMLElement | null =>
  oldest_events.length === 0
    ? null
    : folds.fold(service, 'The oldest that wait', el('ul', { class: 'parked' }, ...oldest_events.map(({ id, topic, created_at }) => el('li', {}, `${topic}, since ${timeText(created_at)} `, el('span', { class: 'ids' }, id)))));

const parkedList = ({ parked_events }: OutboxReport): HTMLElement | null =>
  parked_events.length === 0
    ? null
    : el(
        'details',
        {},
        el('summary', {}, 'What was set aside, and why'),
        el('ul', { class: 'parked' }, ...parked_events.map(({ id, topic, parked_reason }) => el('li', {}, `${topic}: ${parked_reason} `, el('span', { class: 'ids' }, id)))),
      );

/** The events that services have yet to publish; those of `focus` are open. */
export const outboxPanel = (focus?: string): Panel => {
  const folds = createFolds(focus === undefined ? [] : [focus]);
  const list = el('ul', { class: 'outboxes' });
  const retry = (service: string): HTMLElement =>
    actionButton('Try again', (button) => panel.run(button, async () => {
      await post('/ops/outbox/retry', { service });
      await load();
    }));
  const row = (outbox: OutboxReport): HTMLElement =>
    el(
      'li',
      { class: outbox.reachable && !outbox.parked ? '' : 'attention' },
      el('p', {}, el('strong', {}, outbox.service), ` ${stateText(outbox)}`),
      oldestList(outbox, folds),
      parkedList(outbox),
      outbox.parked ? retry(outbox.service) : null,
    );
  const draw = whenChanged((items: OutboxReport[]) => list.replaceChildren(...items.map(row)));
  const load = async (): Promise<void> => draw((await get<{ items: OutboxReport[] }>('/ops/outbox')).items);
  const panel = createPanel({ id: 'outbox', title: 'Outboxes', body: [list], load });
  return panel;
};
