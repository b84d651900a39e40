import { readArguments, usage, type BenchArguments } from './arguments.ts';
import { say } from './bench.ts';
import { writePage } from './page/write.ts';
import { measureAlone } from './parts/alone.ts';
import { measureLoads } from './parts/loads.ts';
import { measureScale, scalePlan } from './parts/scale.ts';
import { measureSystem } from './parts/system.ts';
import { fullPlan, quickPlan, type Plan } from './plan.ts';
import { readResult, record } from './result.ts';

const spoken = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');

const system = (plan: Plan): Promise<string> => record('system', spoken, () => measureSystem(plan));
const alone = (): Promise<string> => record('alone', spoken, measureAlone);

const commands: Readonly<Record<string, (asked: BenchArguments) => Promise<string>>> = {
  all: async ({ longest }) => {
    await system(fullPlan(longest));
    return alone();
  },
  system: ({ longest }) => system(fullPlan(longest)),
  quick: () => system(quickPlan),
  alone,
  scale: ({ tasks, seconds }) => record('scale', spoken, () => measureScale({ ...scalePlan, tasks, seconds })),
  load: ({ rates, seconds, profile, ...plan }) => measureLoads({ ...plan, loads: rates.map((rate) => ({ rate, seconds })), profiled: profile }),
  page: () => writePage(readResult()),
};

if (process.argv[2] === 'help') {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

const understand = (): { asked: BenchArguments; run: (typeof commands)[string] } => {
  const asked = readArguments(process.argv.slice(2));
  const run = commands[asked.command];
  if (run === undefined) throw new Error(`there is no ${asked.command}`);
  return { asked, run };
};

const sayUsage = (error: unknown): never => {
  process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
  // EX_USAGE of sysexits.h.
  process.exit(64);
};

const { asked, run } = await Promise.resolve().then(understand).catch(sayUsage);
say(`Written to ${await run(asked)}`);
process.exit(0);
