import type { AloneResult } from '../parts/alone.ts';
import type { SystemResult } from '../parts/system.ts';
import { comparedRate } from '../plan.ts';
import type { LoadResult } from '../steps/load-step.ts';
import { figure, percent, table } from './format.ts';

/** What the system should do on two cores, and what was measured. */
interface Aim {
  what: string;
  asked: string;
  measured: string;
  isMet: boolean;
}

const atMost = (what: string, limit: number, value: number | null, unit = 'ms'): Aim => ({
  what, asked: `≤ ${figure(limit, unit)}`, measured: figure(value, unit), isMet: value !== null && value <= limit,
});

const atLeast = (what: string, limit: number, value: number, unit: string): Aim => ({
  what, asked: `≥ ${figure(limit, unit)}`, measured: figure(value, unit), isMet: value >= limit,
});

const sentOf = ({ sent, held_back }: LoadResult): number => sent + held_back;

const ofFullLoad = (load: LoadResult): Aim[] => {
  const at = `${load.rate} tasks/s for ${load.seconds} s`;
  const refused = sentOf(load) - load.accepted;
  return [
    { what: `${at}: tasks refused`, asked: '0', measured: figure(refused), isMet: refused === 0 },
    atMost(`${at}: lag of the worst partition`, 100, load.lag.max, 'events'),
    { what: `${at}: effects within 5 s`, asked: '≥ 99.9 %', measured: percent(load.within_5s), isMet: load.within_5s >= 0.999 },
    atMost(`${at}: caught up after the end`, 10, load.caught_up_ms === null ? null : load.caught_up_ms / 1_000, 's'),
    atMost(`${at}: CPU a task`, 8, load.cpu_per_task_total),
  ];
};

const ofDelays = (load: LoadResult, without: SystemResult['without_events']): Aim[] => {
  const at = `${load.rate} tasks/s`;
  const added = (load.post.p99_ms ?? Infinity) - (without.post.p99_ms ?? 0);
  return [
    atMost(`${at}: POST /tasks, p99`, 40, load.post.p99_ms),
    atMost(`${at}: what the outbox adds to that`, 20, added),
    atMost(`${at}: reply to audit entry, p50`, 10, load.reply_to_audit.p50_ms),
    atMost(`${at}: reply to audit entry, p99`, 40, load.reply_to_audit.p99_ms),
    atMost(`${at}: reply to WebSocket frame, p50`, 10, load.reply_to_frame.p50_ms),
    atMost(`${at}: reply to WebSocket frame, p99`, 40, load.reply_to_frame.p99_ms),
  ];
};

const ofMemory = ({ memory_after: { by_part, total } }: SystemResult): Aim[] => {
  const largest = Math.max(...Object.entries(by_part).flatMap(([part, mib]) => (part.endsWith('-service') || part === 'chat-api' ? [mib] : [])));
  return [atMost('memory of the largest service after the loads', 124, largest, 'MiB'), atMost('memory of everything after the loads', 2_384, total, 'MiB')];
};

const ofSystem = (system: SystemResult): Aim[] => {
  const compared = system.loads.find(({ rate }) => rate === comparedRate);
  return [
    ...ofFullLoad(system.loads.at(-1)!),
    { what: 'places with effects missing, double or out of order', asked: '0', measured: figure(system.judgement.faults.length), isMet: system.judgement.faults.length === 0 },
    ...(compared === undefined ? [] : ofDelays(compared, system.without_events)),
    atMost('idle', 0.12, system.idle.cores, 'cores'),
    ...ofMemory(system),
  ];
};

const ofAlone = ({ bulk, single, relay }: AloneResult): Aim[] => [
  atLeast('one consumer alone, in bulk, 3 partitions', 5_000, bulk.events_per_s, 'events/s'),
  atLeast('one consumer alone, one by one, 3 partitions', 900, single.events_per_s, 'events/s'),
  atLeast('the relay alone', 10_000, relay.events_per_s, 'events/s'),
];

/** The table of aims beside measurements. */
export const aimsTable = (system: SystemResult | undefined, alone: AloneResult | undefined): string => {
  const aims = [...(system === undefined ? [] : ofSystem(system)), ...(alone === undefined ? [] : ofAlone(alone))];
  return table(['what', 'asked', 'measured', ''], aims.map(({ what, asked, measured, isMet }) => [what, asked, measured, isMet ? 'met' : '**not met**']));
};
