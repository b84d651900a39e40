import { barX, dot, lineY, ruleX, ruleY, text } from '@observablehq/plot';
import { grouped } from '../measure/cpu.ts';
import type { ScaleResult } from '../parts/scale.ts';
import type { SystemResult } from '../parts/system.ts';
import type { LoadResult } from '../steps/load-step.ts';
import { draw } from './chart.ts';

/** Files by name. */
export type Charts = Readonly<Record<string, string>>;

const perSecond = (rate: number): string => `${rate} tasks/s`;

const cpuChart = (loads: readonly LoadResult[]): string => {
  const data = loads.flatMap(({ rate, cpu_per_task }) => grouped(cpu_per_task).map(([part, ms]) => ({ rate, part, ms })));
  return draw({
    width: 900,
    height: 300,
    marginLeft: 140,
    marginBottom: 46,
    fx: { label: null, tickFormat: perSecond },
    x: { label: 'CPU a task, ms', grid: true, ticks: 4 },
    y: { label: null },
    marks: [barX(data, { fx: 'rate', x: 'ms', y: 'part', fill: '#4269d0', sort: { y: '-x' } }), ruleX([0])],
  });
};

const delaysOf = ({ rate, post, reply_to_audit, reply_to_frame }: LoadResult) =>
  Object.entries({ 'POST /tasks': post, 'reply to audit entry': reply_to_audit, 'reply to frame': reply_to_frame }).flatMap(([what, { p50_ms, p99_ms }]) => [
    { rate, what, share: 'p50', ms: Math.max(1, p50_ms ?? 1) },
    { rate, what, share: 'p99', ms: Math.max(1, p99_ms ?? 1) },
  ]);

const delayChart = (loads: readonly LoadResult[]): string => {
  const data = loads.flatMap(delaysOf);
  const line = { fx: 'what', x: 'rate', y: 'ms', stroke: 'share' } as const;
  return draw({
    width: 900,
    height: 300,
    marginRight: 40,
    marginBottom: 46,
    fx: { label: null },
    x: { label: 'tasks a second', type: 'point' },
    y: { label: 'ms', type: 'log', grid: true, ticks: 4, tickFormat: '~s' },
    marks: [lineY(data, line), dot(data, line), text(data, { fx: 'what', x: 'rate', y: 'ms', text: 'share', fill: 'share', dx: 8, textAnchor: 'start', filter: ({ rate }: { rate: number }) => rate === loads.at(-1)?.rate })],
  });
};

const allowedLag = 100;

const lagChart = ({ rate, lag, seconds }: LoadResult): string =>
  draw({
    width: 900,
    height: 240,
    marginBottom: 46,
    x: { label: `seconds at ${perSecond(rate)}`, domain: [0, seconds] },
    y: { label: 'events behind, worst partition', grid: true, domain: [0, Math.max(allowedLag * 1.2, lag.max)] },
    marks: [lineY(lag.samples, { x: 's', y: 'worst', stroke: '#4269d0' }), ruleY([allowedLag], { stroke: '#d04242', strokeDasharray: '4' }), ruleY([0])],
  });

const scaleChart = ({ sizes }: ScaleResult): string => {
  const data = sizes.flatMap(({ tasks, load }) => [
    { tasks, what: 'CPU a task, ms', value: load.cpu_per_task_total },
    { tasks, what: 'POST /tasks p50, ms', value: load.post.p50_ms ?? 0 },
    { tasks, what: 'statements a task', value: load.database.statements },
  ]);
  return draw({
    width: 900,
    height: 240,
    marginLeft: 60,
    marginBottom: 46,
    fx: { label: null },
    x: { label: 'tasks in the database', type: 'point', tickFormat: '~s' },
    y: { label: null, grid: true, zero: true },
    marks: [lineY(data, { fx: 'what', x: 'tasks', y: 'value', stroke: '#4269d0' }), dot(data, { fx: 'what', x: 'tasks', y: 'value', fill: '#4269d0' }), ruleY([0])],
  });
};

/** The charts of a result. */
export const chartsOf = ({ system, scale }: { system?: SystemResult | undefined; scale?: ScaleResult | undefined }): Charts => ({
  ...(system && { 'cpu-a-task.svg': cpuChart(system.loads), 'delays.svg': delayChart(system.loads), 'lag.svg': lagChart(system.loads.at(-1)!) }),
  ...(scale && { 'scale.svg': scaleChart(scale) }),
});
