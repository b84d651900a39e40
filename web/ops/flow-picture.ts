import type { Flow } from '../../contracts/http/ops/flow.ts';
import { timeText } from '../format.ts';
import { sparkline, svg } from './svg.ts';
import { countOf, durationText } from './words.ts';

type Service = Flow['services'][number];
type Topic = Flow['topics'][number];
type Consumer = Flow['consumers'][number];

const rowHeight = 58;
const boxHeight = 44;
const columns = { services: { x: 0, width: 200 }, topics: { x: 300, width: 200 }, consumers: { x: 600, width: 360 } } as const;
const width = 960;

interface Box {
  column: keyof typeof columns;
  y: number;
  title: string;
  detail: string;
  state: 'well' | 'warm' | 'bad';
  line: readonly number[];
  href: string;
  clocks?: Service['clocks'];
}

const middle = ({ y }: Box): number => y + boxHeight / 2;

/** How long a consumer's oldest event waits, in words. */
export const waitText = ({ lag, oldest_seconds, oldest_is_older }: Pick<Consumer, 'lag' | 'oldest_seconds' | 'oldest_is_older'>): string => {
  if (lag === 0) return 'nothing waits';
  const since = oldest_seconds === null ? '' : `, the oldest for ${oldest_is_older ? 'more than ' : ''}${durationText(oldest_seconds)}`;
  return `${countOf(lag, 'event')} behind${since}`;
};

type Outbox = NonNullable<Service['outbox']>;

const outboxText = ({ reachable, waiting, parked }: Outbox): string => {
  if (!reachable) return 'does not answer';
  if (parked) return `${countOf(parked, 'event')} set aside`;
  return waiting ? `${waiting} to publish` : 'nothing to publish';
};

const outboxState = ({ reachable, parked }: Outbox): Box['state'] => {
  if (!reachable) return 'bad';
  return parked ? 'warm' : 'well';
};

const clockText = ({ clock, ticked_at, stopped }: Service['clocks'][number]): string =>
  stopped ? `its clock ${clock} has not ticked since ${timeText(ticked_at)}` : `its clock ${clock} ticks`;

const serviceState = ({ outbox, clocks }: Service): Box['state'] => {
  if (clocks.some(({ stopped }) => stopped)) return 'bad';
  return outbox === null ? 'well' : outboxState(outbox);
};

const serviceBox = (service: Service, y: number): Box => ({
  column: 'services', y, title: service.service, detail: service.outbox === null ? '' : outboxText(service.outbox), state: serviceState(service), line: [],
  href: `#/ops/outbox?${new URLSearchParams({ service: service.service })}`, clocks: service.clocks,
});

/** The face of a clock, for a service that runs on one. */
const clockFace = (clocks: Service['clocks'], x: number, y: number): SVGElement[] =>
  clocks.length === 0
    ? []
    : [svg('g', { class: `clock ${clocks.some(({ stopped }) => stopped) ? 'bad' : 'well'}`, transform: `translate(${x} ${y})` }, svg('circle', { r: 7 }), svg('path', { d: 'M0 -4V0L3 2' }))];


const topicBox = ({ topic, rate_per_second, came }: Topic, y: number): Box => ({
  column: 'topics', y, title: topic, detail: rate_per_second === null ? 'no rate yet' : `${rate_per_second.toFixed(1)} a second`, state: 'well', line: came, href: '#/ops/lag',
});

const consumerState = ({ lag, limit, failed }: Consumer): Box['state'] => {
  if (lag >= limit) return 'bad';
  return failed > 0 ? 'warm' : 'well';
};

const consumerBox = (consumer: Consumer, y: number): Box => {
  const failures = consumer.failed === 0 ? '' : `; ${consumer.failed} failed`;
  const href = consumer.failed > 0 ? `#/ops/dead-letters?${new URLSearchParams({ consumer: consumer.consumer })}` : '#/ops/lag';
  return { column: 'consumers', y, title: consumer.consumer, detail: `${waitText(consumer)}${failures}`, state: consumerState(consumer), line: consumer.lags, href };
};

const draw = ({ column, y, title, detail, state, line, href, clocks = [] }: Box): SVGElement => {
  const { x, width } = columns[column];
  // Beside the shorter of the two texts: a topic's rate, a consumer's name.
  const spark = column === 'consumers' ? { width: 90, top: 7 } : { width: 60, top: 23 };
  return svg(
    'a', { href, class: `node ${state}` },
    svg('title', {}, `${title}: ${[detail, ...clocks.map(clockText)].filter(Boolean).join('; ')}`),
    svg('rect', { x: x + 1, y, width: width - 2, height: boxHeight, rx: 9 }),
    svg('text', { x: x + 12, y: y + 18, class: 'node-title' }, title),
    svg('text', { x: x + 12, y: y + 35, class: 'node-detail' }, detail),
    ...clockFace(clocks, x + width - 18, y + 14),
    ...sparkline(line, { x: x + width - spark.width - 10, y: y + spark.top, width: spark.width, height: 13 }),
  );
};

const edge = (from: Box, to: Box, { rate, state }: { rate: number; state: Box['state'] }): SVGElement => {
  const [x1, x2] = [columns[from.column].x + columns[from.column].width, columns[to.column].x];
  const half = (x1 + x2) / 2;
  const thickness = 1 + Math.min(5, Math.log10(1 + rate) * 2);
  return svg('path', { class: `edge ${state}`, d: `M${x1} ${middle(from)} C${half} ${middle(from)} ${half} ${middle(to)} ${x2} ${middle(to)}`, 'stroke-width': thickness.toFixed(1) });
};

const inRows = <T>(items: readonly T[], rows: number, box: (item: T, y: number) => Box): Box[] => {
  const gap = (rows * rowHeight) / Math.max(1, items.length);
  return items.map((item, i) => box(item, gap * i + (gap - boxHeight) / 2));
};

/** Services that publish, the topics, and who consumes them, with what flows between them. */
export const flowPicture = ({ services, topics, consumers }: Flow): SVGElement => {
  const publishers = services.filter(({ publishes }) => publishes.some((name) => topics.some(({ topic }) => topic === name)));
  const shown = topics.filter(({ topic }) => publishers.some(({ publishes }) => publishes.includes(topic)) && !topic.startsWith('dlq.'));
  const read = consumers.filter(({ topic }) => shown.some((one) => one.topic === topic));
  const rows = Math.max(publishers.length, shown.length, read.length, 1);
  const from = inRows(publishers, rows, serviceBox);
  const through = inRows(shown, rows, topicBox);
  const to = inRows(read, rows, consumerBox);
  const boxOf = (topic: string): Box => through[shown.findIndex((one) => one.topic === topic)]!;
  const publishing = publishers.flatMap(({ publishes }, i) => shown.filter(({ topic }) => publishes.includes(topic)).map((topic) => edge(from[i]!, boxOf(topic.topic), { rate: 0, state: 'well' })));
  const consuming = read.map((consumer, i) => edge(boxOf(consumer.topic), to[i]!, { rate: consumer.rate_per_second ?? 0, state: consumerState(consumer) }));
  return svg('svg', { class: 'flow', viewBox: `0 0 ${width} ${rows * rowHeight}`, role: 'group', 'aria-label': 'What flows from services through topics to their consumers' }, ...publishing, ...consuming, ...[...from, ...through, ...to].map(draw));
};
