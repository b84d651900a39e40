import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped } from '../../test/bench/measure/cpu.ts';
import { comparedRate } from '../../test/bench/plan.ts';
import { figure, percent, table } from '../../test/bench/page/format.ts';
import { readResult, type BenchResult } from '../../test/bench/result.ts';
import type { LoadResult } from '../../test/bench/steps/load-step.ts';
import { projectRoot } from '../runtime/paths.ts';

const eventsPerTask = 5;
const secondsPerDay = 86_400;
/** How much of its one core a service should be asked for. */
const fullness = 0.7;

const paragraphs = (...parts: string[]): string => `\n${parts.join('\n\n')}\n\n`;

const ofDocs = (file: string): string => join(projectRoot, 'docs', file);

/** What npm run bench has measured, as docs/performance.md shows it. */
export const measured = (): BenchResult => readResult(ofDocs('performance/result.json'));

const counted = /In these ([\d,]+) trials ([\d,]+) writes were accepted and ([\d,]+) effects and records looked for: lost ([\d,]+), doubled ([\d,]+), out of order ([\d,]+), dead letters ([\d,]+)\./;

const faultRows = (reliability: string): string[][] => {
  const [, trials, writes, effects, ...found] = counted.exec(reliability) ?? [];
  if (trials === undefined) throw new Error('docs/reliability.md has lost its sentence "In these … trials": npm run reliability writes it');
  const [lost, doubled, disordered, dead] = found;
  return [['faults under load', `${trials} trials with killed brokers, sidecars and consumers, cut connections and jumping clocks: of ${writes} accepted writes and the ${effects} effects and records that follow from them ${lost} lost, ${doubled} doubled, ${disordered} out of order, ${dead} dead letters`, '[reliability](docs/reliability.md)']];
};

const pair = ({ p50_ms, p99_ms }: LoadResult['post']): string => `${figure(p50_ms)} / ${figure(p99_ms)} ms`;

const inPerformance = (anchor: string): string => `[performance](docs/performance.md#${anchor})`;

const loadRows = (loads: readonly LoadResult[]): string[][] => {
  const [usual, full] = [loads.find(({ rate }) => rate === comparedRate), loads.at(-1)!];
  return [
    ...(usual === undefined ? [] : [[`${usual.rate} tasks a second`, `\`POST /tasks\` p50 / p99 ${pair(usual.post)}; from its reply to the audit entry ${pair(usual.reply_to_audit)}, to the open pages ${pair(usual.reply_to_frame)}`, inPerformance('the-whole-system-under-load')]]),
    [`${full.rate} tasks, ${figure(full.rate * eventsPerTask)} events a second`, `${figure(full.accepted)} of ${figure(full.sent + full.held_back)} tasks accepted, ${percent(full.within_5s)} of effects within 5 s, at most ${figure(full.lag.max)} events of lag, ${figure(full.cpu_per_task_total)} ms CPU a task in all`, inPerformance('the-whole-system-under-load')],
  ];
};

/** README.md: what was measured of what is promised. */
export const promisedFigures = ({ system, alone }: BenchResult, reliability: string): string => {
  const { relay, bulk } = alone?.result ?? {};
  const rows = [
    ...faultRows(reliability),
    ...loadRows(system!.result.loads),
    ...(relay === undefined || bulk === undefined ? [] : [['one part alone', `the relay publishes ${figure(relay.events_per_s)} events a second, a consumer handles ${figure(bulk.events_per_s)} in bulk, each in a transaction with its inbox`, inPerformance('single-parts-alone')]]),
    ['everything at rest', `${figure(system!.result.idle.cores)} cores and ${figure(system!.result.memory_before.total)} MiB, with seven services, their sidecars, Kafka and PostgreSQL`, inPerformance('memory')],
  ];
  return paragraphs(table(['under', 'measured', 'more'], rows), `Client, services, broker and database shared one machine (${system!.machine.split(',').slice(0, 2).join(',')}) on ${system!.measured_at.slice(0, 10)}. What was asked for and not reached is [listed too](docs/performance.md#what-was-asked).`);
};

const loadNames: readonly (readonly [string, number])[] = [
  ['a million events a day', 1_000_000 / eventsPerTask / secondsPerDay],
  ['100 events a second', 100 / eventsPerTask],
  ['1,000 events a second', 1_000 / eventsPerTask],
  ['10,000 events a second', 10_000 / eventsPerTask],
];

const coresOf = (ms: number, tasks: number): number => (ms * tasks) / 1_000;
const replicasOf = (cores: number): string => String(Math.max(1, Math.ceil(cores / fullness)));

/**
 * At a low rate each task costs more, as less of it goes together: the load that was
 * measured at such a rate counts, or the highest.
 */
const loadAt = (loads: readonly LoadResult[], tasks: number): LoadResult => loads.find(({ rate }) => rate >= tasks) ?? loads.at(-1)!;

/**
 * docs/size-it.md: cores and replicas for loads of several sizes, by the CPU a task that
 * was measured.
 */
export const sizes = ({ system }: BenchResult): string => {
  const { loads, memory_after } = system!.result;
  const full = loads.at(-1)!;
  const cell = (part: string, tasks: number): string => {
    const load = loadAt(loads, tasks);
    const cores = coresOf(new Map(grouped(load.cpu_per_task)).get(part) ?? 0, tasks);
    return full.services[part] === undefined ? figure(cores) : `${figure(cores)}; ${replicasOf(cores)}`;
  };
  const rows = grouped(full.cpu_per_task).map(([part]) => [part, ...loadNames.map(([, tasks]) => cell(part, tasks))]);
  const all = ['**all**', ...loadNames.map(([, tasks]) => `**${figure(coresOf(loadAt(loads, tasks).cpu_per_task_total, tasks))}**`)];
  const largest = Math.max(...Object.entries(memory_after.by_part).filter(([part]) => full.services[part] !== undefined).map(([, mib]) => mib));
  return paragraphs(
    table(['cores; and replicas of a service', ...loadNames.map(([name]) => name)], [...rows, all]),
    `Calculated from the CPU per task that was measured at ${loads.map(({ rate }) => rate).join(' and ')} tasks a second on ${system!.machine.split(',')[0]!.trim()}, ${system!.measured_at.slice(0, 10)}: the more comes at once, the less each costs. At rest everything uses ${figure(system!.result.idle.cores, 'cores')}. The largest service took ${figure(largest, 'MiB')} after the highest load, and everything together ${figure(memory_after.total, 'MiB')}.`,
  );
};

/** docs/reliability.md as it is. */
export const readReliability = (): string => readFileSync(ofDocs('reliability.md'), 'utf8');
