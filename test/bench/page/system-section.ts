import { grouped } from '../measure/cpu.ts';
import type { SystemResult } from '../parts/system.ts';
import { comparedRate } from '../plan.ts';
import type { LoadResult } from '../steps/load-step.ts';
import type { Summary } from '../stats.ts';
import { figure, percent, table } from './format.ts';

const ms = ({ p50_ms, p99_ms }: Summary): string => `${figure(p50_ms)} / ${figure(p99_ms)} ms`;

type Row = readonly [string, (load: LoadResult) => string];

const rows: readonly Row[] = [
  ['duration', ({ seconds }) => `${seconds} s`],
  ['accepted', ({ accepted, sent, held_back }) => `${figure(accepted)} of ${figure(sent + held_back)}`],
  ['`POST /tasks`, p50 / p99', ({ post }) => ms(post)],
  ['reply to audit entry, p50 / p99', ({ reply_to_audit }) => ms(reply_to_audit)],
  ['reply to WebSocket frame, p50 / p99', ({ reply_to_frame }) => ms(reply_to_frame)],
  ['event to effect, all consumers, p50 / p99', ({ event_to_effect }) => ms(event_to_effect)],
  ['effects within 5 s', ({ within_5s }) => percent(within_5s)],
  ['tasks without audit entry / without frame', ({ unaudited, missing }) => `${figure(unaudited)} / ${figure(missing)}`],
  ['worst lag of a partition', ({ lag }) => figure(lag.max, 'events')],
  ['trend of it', ({ lag }) => figure(lag.trend_per_s, 'events/s')],
  ['most events in outboxes at once', ({ lag }) => figure(lag.waiting_max)],
  ['caught up after the end', ({ caught_up_ms }) => (caught_up_ms === null ? 'not within 3 minutes' : figure(caught_up_ms / 1_000, 's'))],
  ['cores in use', ({ cores }) => figure(cores)],
  ['**CPU a task**', ({ cpu_per_task_total }) => `**${figure(cpu_per_task_total, 'ms')}**`],
  ['statements a task', ({ database }) => figure(database.statements)],
  ['transactions a task', ({ database }) => figure(database.transactions)],
  ['WAL syncs a task', ({ database }) => figure(database.wal_syncs)],
  ['WAL a task', ({ database }) => figure(database.wal_bytes / 1_024, 'KiB')],
  ['how late the client itself sent, p50 / p99', ({ sending }) => ms(sending)],
];

const loadsTable = (loads: readonly LoadResult[]): string =>
  table(['tasks a second', ...loads.map(({ rate }) => String(rate))], rows.map(([what, tell]) => [what, ...loads.map(tell)]));

const servicesTable = ({ services, accepted }: LoadResult): string =>
  table(
    ['service', 'event loop busy', 'deliveries a task', 'events a delivery', 'outbox reads a task', 'of them empty', 'events a wave', 'wait for a connection'],
    Object.entries(services).map(([id, at]) => [
      id, percent(Number(at.loop_utilisation.toFixed(3))), figure(at.deliveries / accepted), figure(at.events_per_delivery), figure(at.outbox_reads / accepted), figure(at.empty_reads / accepted), figure(at.events_per_wave), figure(at.pool_wait_ms, 'ms'),
    ]),
  );

const shownStatements = 12;
const longest = 110;
const short = (query: string): string => `\`${query.length > longest ? `${query.slice(0, longest)}…` : query}\``;

const statementsTable = ({ database }: LoadResult): string =>
  table(['statement', 'calls a task', 'ms a task'], database.top.slice(0, shownStatements).map(({ query, calls_per_task, ms_per_task }) => [short(query), figure(calls_per_task), ms_per_task.toFixed(3)]));

const memoryTable = ({ memory_before, memory_after }: SystemResult): string =>
  table(
    ['part', 'idle after the warm-up', 'after the last load'],
    [...grouped(memory_after.by_part).map(([part, mib]) => [part, figure(new Map(grouped(memory_before.by_part)).get(part), 'MiB'), figure(mib, 'MiB')]), ['**all**', figure(memory_before.total, 'MiB'), figure(memory_after.total, 'MiB')]],
  );

const remindersTable = ({ reminders }: SystemResult): string[] =>
  reminders === undefined
    ? []
    : [
        '### Reminders\n\n300 of them, 10 a second, each due at a moment of its own; the clock ticks once a second, so half a second on average is waiting for a tick.',
        table(['way', 'p50 / p99'], [['reply to the row in reminder-service', ms(reminders.reply_to_row)], ['its time to its event in Kafka', ms(reminders.time_to_event)], ['its time to the mail server’s answer', ms(reminders.time_to_mail)]]),
      ];

const judged = ({ judgement: { operations, acknowledged, expected, faults } }: SystemResult): string =>
  `After the loads the oracle of the tests ([test/oracle](../test/oracle)) read every table and topic to its end for ${figure(operations)} requests, ${figure(acknowledged)} of them acknowledged: ` +
  (faults.length === 0
    ? `in each of ${Object.keys(expected).length} places that had to have them, each effect is there once and in order.`
    : `**${faults.length} places have faults**: \`${JSON.stringify(faults).slice(0, 1_000)}\``);

const besideKafka = ({ kafka_latency }: SystemResult, { rate, event_to_effect }: LoadResult): string[] =>
  kafka_latency === null
    ? []
    : [
        `Kafka’s own \`EndToEndLatency\` (1 KB, acks=all, one record at a time, the system idle) has p50 / p99 ${kafka_latency.p50_ms} / ${kafka_latency.p99_ms} ms and a mean of ${figure(kafka_latency.mean_ms, 'ms')}. ` +
          `From a transaction’s event to the committed effect at a consumer, through outbox, two sidecars and Kafka, it is ${ms(event_to_effect)} at ${rate} tasks/s.`,
      ];

/** The section on the whole system. */
export const systemSection = (system: SystemResult): string[] => {
  const { loads, idle, without_events } = system;
  const detailed = loads.find(({ rate }) => rate === comparedRate) ?? loads[0]!;
  return [
    `## The whole system under load\n\nSeven services with their sidecars, Kafka and PostgreSQL on one machine; ${system.users} users, each with an open WebSocket; ${figure(system.warm)} requests before anything was measured.`,
    loadsTable(loads),
    '![CPU a task by part](performance/cpu-a-task.svg)',
    '![Delays by rate](performance/delays.svg)',
    '![Lag of the worst partition](performance/lag.svg)',
    judged(system),
    `At ${without_events.rate} tasks/s the same service without its outbox insert answers \`POST /tasks\` with p50 / p99 ${ms(without_events.post)}.`,
    ...besideKafka(system, detailed),
    `Idle, everything uses ${figure(idle.cores, 'cores')}: ${grouped(idle.by_part).map(([part, cores]) => `${part} ${cores.toFixed(3)}`).join(', ')}.`,
    `### Inside the services at ${detailed.rate} tasks/s`,
    servicesTable(detailed),
    `### Statements at ${detailed.rate} tasks/s, by the time they take`,
    statementsTable(detailed),
    '### Memory',
    memoryTable(system),
    ...remindersTable(system),
  ];
};
