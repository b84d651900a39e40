import type { ConsumerLag, LagReport } from '../../contracts/http/ops/lag.ts';
import { get } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { waitText } from './flow-picture.ts';
import { createPanel, whenChanged, type Panel } from './panel.ts';
import { countOf } from './words.ts';

/** Full where an alert begins. */
const bar = ({ lag, limit }: ConsumerLag): HTMLElement => {
  const share = Math.min(1, lag / limit);
  const fill = el('span', { class: `fill${share >= 1 ? ' bad' : ''}` });
  fill.style.width = `${lag === 0 ? 0 : Math.max(2, share * 100)}%`;
  return el('span', { class: 'bar', role: 'img', 'aria-label': `${countOf(lag, 'event')}, alert above ${limit.toLocaleString('en')}` }, fill);
};

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

const rates = ({ rate_per_second, error_rate }: ConsumerLag): string[] =>
  [
    rate_per_second === null ? null : `${rate_per_second.toFixed(1)}/s`,
    error_rate === null || error_rate === 0 ? null : `${percent(error_rate)} of tries fail`,
  ].filter((part) => part !== null);

const partitionsText = ({ partitions }: ConsumerLag): string => partitions.map(({ partition, lag }) => `partition ${partition}: ${lag}`).join('\n');

const row = (group: ConsumerLag): HTMLElement =>
  el(
    'li',
    { class: 'lag', title: partitionsText(group) },
    el('span', { class: 'name' }, group.consumer),
    bar(group),
    el('span', { class: 'number' }, group.lag.toLocaleString('en')),
    el('small', {}, [group.topic, ...(group.lag === 0 ? [] : [waitText(group)]), ...rates(group)].join(', ')),
  );

/** The busiest first: without a lag, by name. */
const byLag = (a: ConsumerLag, b: ConsumerLag): number => b.lag - a.lag || `${a.consumer} ${a.topic}`.localeCompare(`${b.consumer} ${b.topic}`);

// An ops-service of the release before names none.
const stateText = ({ measured_at, stale, reason, dividing = [] }: LagReport): string => {
  if (measured_at === null) return 'Nothing was measured yet.';
  if (stale) return `Kafka does not answer (${reason ?? 'no reason was given'}): as of ${timeText(measured_at)}.`;
  const unknown = dividing.length === 0 ? '' : ` Not known of ${dividing.join(', ')}, whose replicas divide their partitions anew.`;
  return `Events that each consumer has yet to handle.${unknown}`;
};

/** How far each consumer is behind. */
export const lagPanel = (): Panel => {
  const state = el('p', { class: 'muted' });
  const list = el('ul', { class: 'lags' });
  const draw = whenChanged((report: LagReport) => {
    state.textContent = stateText(report);
    list.replaceChildren(...report.groups.toSorted(byLag).map(row));
  });
  return createPanel({ id: 'lag', title: 'Consumer lag', body: [state, list], load: async () => draw(await get<LagReport>('/ops/lag')) });
};
