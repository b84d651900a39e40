import type { Page } from '../../contracts/http/answer.ts';
import type { Failure } from '../../contracts/http/ops/failures.ts';
import type { ConsumerLag, LagReport, TopicLoad } from '../../contracts/http/ops/lag.ts';
import { get } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { waitText } from './flow-picture.ts';
import { createFolds, type Folds } from './fold.ts';
import { createPanel, createTable, whenChanged, type Panel } from './panel.ts';
import { failureHash, listHash } from './route.ts';
import { countOf } from './words.ts';

/** A bar of the lag that is full at the limit of its alert. */
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

/** What an address leads to. */
export interface LagFocus {
  consumer?: string;
  topic?: string;
}

interface Drawing {
  folds: Folds;
  /**
   * The list of errors beside a consumer: the same one whenever it is drawn, so that it
   * does not flicker.
   */
  errorsOf(name: string): HTMLElement;
  run: Panel['run'];
}

const partitionsTable = ({ partitions }: ConsumerLag): HTMLElement => {
  const { table, rows } = createTable(['Partition', 'Behind', 'Handled to', 'Ends at'], 'Partitions');
  rows.replaceChildren(...partitions.map(({ partition, lag, handled, end }) => el('tr', {}, ...[partition, lag, handled, end].map((value) => el('td', { class: 'number' }, value.toLocaleString('en'))))));
  return table;
};

const errorRow = ({ id, last_failed_at, message, explanation }: Failure): HTMLElement => el('li', {}, el('a', { href: failureHash(id) }, timeText(last_failed_at)), ` ${message ?? explanation}`);

const mostErrors = 3;

/** Reads the last errors of a consumer into a list. */
const readErrors = async (consumer: string, list: HTMLElement): Promise<void> => {
  const { items } = await get<Page<Failure>>('/ops/dead-letters', { consumer, state: 'all', limit: String(mostErrors) });
  const all = el('li', {}, el('a', { href: listHash({ consumer, state: 'all' }) }, 'All of its failures'));
  list.replaceChildren(...(items.length === 0 ? [el('li', { class: 'muted' }, 'No event has failed there.')] : [...items.map(errorRow), all]));
};

const nameOf = ({ consumer, topic }: Pick<ConsumerLag, 'consumer' | 'topic'>): string => `${consumer} ${topic}`;

/** Where an alert leads: to a consumer, to a topic, or to a consumer in a topic. */
const isMeant = ({ consumer, topic }: LagFocus, of: LagFocus): boolean =>
  (consumer !== undefined || topic !== undefined) && (consumer === undefined || consumer === of.consumer) && (topic === undefined || topic === of.topic);

const detailsOf = (group: ConsumerLag, { folds, run, errorsOf }: Drawing): HTMLElement => {
  const errors = errorsOf(nameOf(group));
  const content = el('div', {}, partitionsTable(group), el('h3', {}, 'Its last errors'), errors);
  return folds.fold(nameOf(group), 'Partitions and last errors', content, () => void run(errors, () => readErrors(group.consumer, errors)));
};

const row = (group: ConsumerLag, drawing: Drawing): HTMLElement =>
  el(
    'li',
    { class: 'lag' },
    el('span', { class: 'name' }, group.consumer),
    bar(group),
    el('span', { class: 'number' }, group.lag.toLocaleString('en')),
    el('small', {}, [group.topic, ...(group.lag === 0 ? [] : [waitText(group)]), ...rates(group)].join(', ')),
    detailsOf(group, drawing),
  );

const shareText = ({ partition, share, rate_per_second }: TopicLoad['partitions'][number]): string =>
  `partition ${partition}: ${share === null ? 'too little to tell' : percent(share)}${rate_per_second === null ? '' : `, ${rate_per_second.toFixed(1)} a second`}`;

const topicRow = (load: TopicLoad, { folds }: Drawing): HTMLElement =>
  el('li', {}, folds.fold(load.topic, `${load.topic}${load.skew === null ? '' : `: its fullest partition is ${percent(load.skew)} above the mean`}`, el('ul', {}, ...load.partitions.map((each) => el('li', {}, shareText(each))))));

/** The largest lag first, then by name. */
const byLag = (a: ConsumerLag, b: ConsumerLag): number => b.lag - a.lag || `${a.consumer} ${a.topic}`.localeCompare(`${b.consumer} ${b.topic}`);

// An ops-service of the previous release does not send `rebalancing`.
const stateText = ({ measured_at, stale, reason, rebalancing = [] }: LagReport): string => {
  if (measured_at === null) return 'Nothing was measured yet.';
  if (stale) return `Kafka does not answer (${reason ?? 'no reason was given'}): as of ${timeText(measured_at)}.`;
  const unknown = rebalancing.length === 0 ? '' : ` Not known for ${rebalancing.join(', ')} while its group is rebalancing.`;
  return `Events that each consumer has yet to handle.${unknown}`;
};

/**
 * How far each consumer is behind, by partition too, and how evenly topics fill; what
 * `focus` names is open.
 */
export const lagPanel = (focus: LagFocus = {}): Panel => {
  const state = el('p', { class: 'muted' });
  const list = el('ul', { class: 'lags' });
  const topics = el('ul', { class: 'topics' });
  let folds: Folds | undefined;
  const errors = new Map<string, HTMLElement>();
  const errorsOf = (name: string): HTMLElement => errors.get(name) ?? errors.set(name, el('ul', { class: 'errors' })).get(name)!;
  const draw = whenChanged((report: LagReport) => {
    const meant = report.groups.filter((group) => isMeant(focus, group)).map(nameOf);
    folds ??= createFolds([...meant, ...(focus.consumer === undefined && focus.topic !== undefined ? [focus.topic] : [])]);
    const drawing = { folds, run: panel.run, errorsOf };
    state.textContent = stateText(report);
    list.replaceChildren(...report.groups.toSorted(byLag).map((group) => row(group, drawing)));
    topics.replaceChildren(...report.topics.filter(({ topic }) => !topic.startsWith('dlq.')).map((load) => topicRow(load, drawing)));
  });
  const panel = createPanel({ id: 'lag', title: 'Consumer lag', body: [state, list, el('h3', {}, 'How evenly topics fill'), topics], load: async () => draw(await get<LagReport>('/ops/lag')) });
  return panel;
};
