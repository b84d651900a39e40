import { grouped } from '../measure/cpu.ts';
import type { AloneResult } from '../parts/alone.ts';
import type { SystemResult } from '../parts/system.ts';
import { figure, table } from './format.ts';

const events = 10_000;
const eventsPerTask = 5;
/**
 * How much of a core a single-threaded process should be used for, and how much faster than
 * needed a partition should be.
 */
const fullness = 0.7;
const headroom = 2;
const partitions = 3;

const replicas = (count: number): string => (count === 1 ? '1 replica' : `${count} replicas`);

/** What ten times the aim would take, based on the figures of this run. */
export const paperSection = (system: SystemResult, alone: AloneResult | undefined): string[] => {
  const load = system.loads.at(-1)!;
  const tasks = events / eventsPerTask;
  const rows = grouped(load.cpu_per_task).map(([part, ms]) => {
    const cores = (ms * tasks) / 1_000;
    const isNode = load.services[part] !== undefined;
    return [part, figure(cores, 'cores'), isNode ? replicas(Math.ceil(cores / fullness)) : ''];
  });
  const needed = alone === undefined ? undefined : Math.ceil((tasks * headroom) / (alone.single.events_per_s / partitions));
  return [
    `## ${figure(events)} events a second, on paper`,
    `That is ${figure(tasks)} tasks a second. By the CPU a task at ${load.rate} tasks/s it takes ${figure((load.cpu_per_task_total * tasks) / 1_000, 'cores')} in all; a service is single-threaded and should fill ${percentOf(fullness)} of its core at most:`,
    table(['part', 'CPU', ''], rows),
    ...(needed === undefined ? [] : [`\`task-events\` carries one event a task, and a consumer one by one does ${figure(alone!.single.events_per_s / partitions)} a second in each partition: with ${headroom}-fold headroom ${needed} partitions. Replicas beyond the partitions of a topic have nothing to do.`]),
    'A database of that many cores is one server still; beyond it, services move to servers of their own, since none reads another’s schema. What this leaves out: larger caches that miss more often, network between machines, and replication of Kafka’s records.',
  ];
};

const percentOf = (share: number): string => `${share * 100} %`;
