import { parseArgs } from 'node:util';
import { say, startBench } from './bench.ts';
import { save } from './save.ts';
import { idleLines, loadLines } from './show.ts';
import { loadStep } from './steps/load-step.ts';
import { measureIdle, warmUp } from './steps/prepare.ts';

const usage = `npm run bench                            everything; about half an hour
npm run bench -- load [--rate 50] [--seconds 30] [--warm 3000] [--idle 20] [--users 50]
                                         one load on a system of its own: CPU, statements and delays a task`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', multiple: true, default: ['50'] },
    seconds: { type: 'string', default: '30' },
    warm: { type: 'string', default: '3000' },
    idle: { type: 'string', default: '20' },
    users: { type: 'string', default: '50' },
  },
});

/** Loads of the given rates, one after the other, on one system. */
const load = async (): Promise<void> => {
  const bench = await startBench();
  try {
    await warmUp(bench, Number(values.users), Number(values.warm));
    const idle = await measureIdle(bench, Number(values.idle));
    idleLines(idle).forEach(say);
    const loads = [];
    for (const rate of values.rate) {
      const result = await loadStep(bench, { rate: Number(rate), seconds: Number(values.seconds) });
      loads.push(result);
      loadLines(result).forEach(say);
    }
    say(`Written to ${save('load', { idle, loads })}`);
  } finally {
    await bench.stop();
  }
};

const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  load,
  all: () => import('./whole.ts'),
};

const command = commands[positionals[0] ?? 'all'];
if (command === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exit(64);
}
await command();
process.exit(0);
