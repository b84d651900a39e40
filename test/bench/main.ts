import { parseArgs } from 'node:util';
import { writePage } from './page/write.ts';
import { measureAlone } from './parts/alone.ts';
import { measureLoads } from './parts/loads.ts';
import { measureScale, scalePlan } from './parts/scale.ts';
import { measureSystem } from './parts/system.ts';
import { full, quick } from './plan.ts';
import { say } from './bench.ts';
import { readResult, record } from './result.ts';

const usage = `npm run bench             all but scale; about 35 minutes
npm run bench -- quick    the main figures of the whole system, in five minutes
npm run bench -- system   idle, loads, memory of the whole system, as in all
npm run bench -- alone    single parts alone, beside others of their kind
npm run bench -- scale    a task's cost among 1x, 10x, 100x users and rows; [--tasks 10000] is 1x
npm run bench -- load     one system, [--rate 50 …] [--seconds 30] [--warm 3000] [--idle 20] [--users 50]: CPU and statements a task;
                          [--profile chat-api …] writes CPU profiles of services to .runtime/bench/profiles
npm run bench -- page     writes docs/performance.md from .runtime/bench/result.json`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', multiple: true, default: ['50'] },
    seconds: { type: 'string', default: '30' },
    warm: { type: 'string', default: '3000' },
    idle: { type: 'string', default: '20' },
    users: { type: 'string', default: '50' },
    profile: { type: 'string', multiple: true, default: [] },
    tasks: { type: 'string', default: String(scalePlan.tasks) },
  },
});

const command = positionals[0] ?? 'all';
const spoken = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');

const system = (plan = full): Promise<string> => record('system', spoken, () => measureSystem(plan));
const alone = (): Promise<string> => record('alone', spoken, measureAlone);

const commands: Readonly<Record<string, () => Promise<string>>> = {
  all: async () => {
    await system();
    return alone();
  },
  system: () => system(),
  quick: () => system(quick),
  alone,
  scale: () => record('scale', spoken, () => measureScale({ ...scalePlan, tasks: Number(values.tasks) })),
  load: () => {
    const seconds = Number(values.seconds);
    return measureLoads({ users: Number(values.users), warm: Number(values.warm), idle: Number(values.idle), loads: values.rate.map((rate) => ({ rate: Number(rate), seconds })), profiled: values.profile });
  },
  page: () => writePage(readResult()),
};

if (commands[command] === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exit(64);
}
say(`Written to ${await commands[command]()}`);
process.exit(0);
