import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeDir } from '../../tools/runtime/paths.ts';
import { percentile } from '../bench/stats.ts';
import type { Outcome } from '../oracle/trial.ts';
import type { Sample } from '../oracle/writer.ts';

/** The result of one trial as it is stored; durations are milliseconds. */
export interface Result {
  id: string;
  injected: string;
  at: string;
  seed: number;
  per_second: number;
  people: number;
  operations: Outcome['operations'];
  /** Effects and records that were looked for, in all tables and topics together. */
  judged: number;
  lost: number;
  doubled: number;
  out_of_order: number;
  dead_letters: number;
  fault_ms: number;
  recovery_ms: number;
  /** Requests: how they were answered, and the 99th percentile of how long they took. */
  requests: Record<'before' | 'during' | 'after', { count: number; ok: number; p99_ms: number }>;
  /** Anything else worth noting, such as how long a first event took. */
  notes: Record<string, string | number>;
}

/** Where the results of the last runs are kept, one file for each trial. */
export const resultsDir = join(runtimeDir, 'faults');

/** What a soak saw in its course. */
export const momentsFile = join(resultsDir, 'soak-moments.json');

const summaryOf = (samples: readonly Sample[]): Result['requests']['before'] => ({
  count: samples.length,
  ok: samples.filter(({ status }) => status >= 200 && status < 300).length,
  p99_ms: samples.length === 0 ? 0 : Math.round(percentile(samples.map(({ tookMs }) => tookMs), 0.99)),
});

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** A trial's outcome in figures. */
export const toResult = (trial: Pick<Result, 'id' | 'injected' | 'seed' | 'per_second' | 'people' | 'notes'>, { verdict, operations, samples, faultMs, recoveryMs }: Outcome): Result => ({
  ...trial,
  at: new Date().toISOString(),
  operations,
  judged: sum(verdict.findings.map(({ expected }) => expected)),
  lost: sum(verdict.findings.map(({ lost }) => lost.length)) + verdict.waiting,
  doubled: sum(verdict.findings.map(({ doubled }) => doubled.length)),
  out_of_order: sum(verdict.findings.map(({ outOfOrder }) => outOfOrder.length)),
  dead_letters: verdict.deadLetters.length,
  fault_ms: Math.round(faultMs),
  recovery_ms: Math.round(recoveryMs),
  requests: { before: summaryOf(samples.before), during: summaryOf(samples.during), after: summaryOf(samples.after) },
});

/** Stores a result, and prints it. */
export const keepResult = (result: Result): void => {
  mkdirSync(resultsDir, { recursive: true });
  writeFileSync(join(resultsDir, `${result.id}.json`), `${JSON.stringify(result, null, 2)}\n`);
  const { injected, seed, operations, lost, doubled, out_of_order, dead_letters, fault_ms, recovery_ms, requests, notes } = result;
  process.stderr.write(`[faults] ${injected}: ${JSON.stringify({ seed, operations, lost, doubled, out_of_order, dead_letters, fault_ms, recovery_ms, requests, notes })}\n`);
};
