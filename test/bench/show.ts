import { grouped, type Cpu, type Idle } from './measure/cpu.ts';
import type { LoadResult } from './steps/load-step.ts';
import type { Summary } from './stats.ts';

const ms = ({ p50_ms, p99_ms }: Summary): string => `p50 ${p50_ms ?? '–'}, p99 ${p99_ms ?? '–'} ms`;
const number = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits));

const list = (cpu: Cpu): string => grouped(cpu).map(([part, value]) => `${part} ${number(value)}`).join(', ');

/** The idle measurement, for a terminal. */
export const idleLine = ({ cores, by_part }: Idle): string => `idle: ${number(cores, 3)} cores: ${grouped(by_part).map(([part, value]) => `${part} ${number(value, 3)}`).join(', ')}`;

const serviceLines = ({ services, accepted }: LoadResult): string[] =>
  Object.entries(services).map(
    ([id, at]) =>
      `  ${id.padEnd(21)} loop ${number(at.loop_utilisation)}, deliveries ${number(at.deliveries / accepted)} a task of ${number(at.events_per_delivery, 1)} events, ` +
      `outbox reads ${number(at.outbox_reads / accepted)} a task (${number(at.empty_reads / accepted)} empty), ${number(at.events_per_wave, 1)} events a wave, pool wait ${number(at.pool_wait_ms, 1)} ms`,
  );

const shownStatements = 15;
const statementLines = ({ database }: LoadResult): string[] =>
  database.top.slice(0, shownStatements).map(({ query, calls_per_task, ms_per_task }) => `  ${number(calls_per_task).padStart(6)} calls ${number(ms_per_task, 3).padStart(7)} ms  ${query.slice(0, 150)}`);

/** A load's measurements, for a terminal. */
export const loadLines = (result: LoadResult): string[] => {
  const { rate, seconds, accepted, sent, refused, held_back, lag, database } = result;
  return [
    `${rate} tasks/s for ${seconds} s: ${accepted} of ${sent + held_back} accepted${Object.keys(refused).length > 0 ? `, refused ${JSON.stringify(refused)}` : ''}${held_back > 0 ? `, ${held_back} held back` : ''}; ${number(result.cores)} cores`,
    `CPU a task: ${number(result.cpu_per_task_total)} ms: ${list(result.cpu_per_task)}`,
    `POST: ${ms(result.post)} (the client itself: ${ms(result.sending)} late); reply to audit entry: ${ms(result.reply_to_audit)}; reply to frame: ${ms(result.reply_to_frame)}`,
    `effects: ${number(result.within_5s * 100, 3)} % within 5 s, ${ms(result.event_to_effect)}; ${JSON.stringify(result.handled)}; without audit entry ${result.unaudited}, without frame ${result.missing}`,
    `lag: at most ${lag.max} in a partition (${lag.max_at ?? 'none'}), trend ${number(lag.trend_per_s)}/s; at most ${lag.waiting_max} in outboxes; caught up after ${result.caught_up_ms === null ? 'more than the limit' : `${number(result.caught_up_ms / 1_000, 1)} s`}`,
    `PostgreSQL a task: ${number(database.statements, 1)} statements, ${number(database.transactions, 1)} transactions, ${number(database.wal_syncs)} WAL syncs, ${number(database.wal_bytes / 1_024, 1)} KiB of WAL`,
    ...serviceLines(result),
    'statements by time, a task:',
    ...statementLines(result),
  ];
};
