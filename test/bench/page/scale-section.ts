import type { ScaleResult } from '../parts/scale.ts';
import { figure, table } from './format.ts';

/** The section on growing amounts of data. */
export const scaleSection = ({ sizes, sockets }: ScaleResult): string[] => [
  '## As data grows\n\nThe rows of all services, copied under other ids as if as many more people had done the same; then a load of all of these users, none with a WebSocket.',
  table(
    ['', ...sizes.map(({ factor }) => `${factor}x`)],
    [
      ['users', ...sizes.map(({ users }) => figure(users))],
      ['tasks', ...sizes.map(({ tasks }) => figure(tasks))],
      ['handled events that the inboxes remember', ...sizes.map(({ events }) => figure(events))],
      ['database', ...sizes.map(({ database_mib }) => figure(database_mib, 'MiB'))],
      ...Object.keys(sizes[0]!.waiting).map((name) => [`rows in \`${name}\` at rest`, ...sizes.map(({ waiting }) => figure(waiting[name]))]),
      ['load, tasks a second', ...sizes.map(({ load }) => figure(load.rate))],
      ['**CPU a task**', ...sizes.map(({ load }) => `**${figure(load.cpu_per_task_total, 'ms')}**`)],
      ['statements a task', ...sizes.map(({ load }) => figure(load.database.statements))],
      ['`POST /tasks`, p50', ...sizes.map(({ load }) => figure(load.post.p50_ms, 'ms'))],
      ['`POST /tasks`, p99', ...sizes.map(({ load }) => figure(load.post.p99_ms, 'ms'))],
      ['worst lag', ...sizes.map(({ load }) => figure(load.lag.max, 'events'))],
    ],
  ),
  '![A task’s cost as data grows](performance/scale.svg)',
  `Open WebSockets through the one origin: ${figure(sockets.opened)} of ${figure(sockets.asked)}${sockets.stopped_by === null ? '' : `; the next one met «${sockets.stopped_by}»`}. ` +
    `With them chat-api takes ${figure(sockets.memory.by_part['chat-api'], 'MiB')}, realtime-service ${figure(sockets.memory.by_part['realtime-service'], 'MiB')}.`,
];
