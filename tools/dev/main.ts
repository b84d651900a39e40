import { runInForeground } from '../start/foreground.ts';
import { localInstance } from '../start/local-instance.ts';
import { summary } from '../start/summary.ts';
import { startDev, type DevInstance } from './start-dev.ts';

const more = ({ debuggers }: DevInstance): string[] => [
  `  Debuggers      ${Object.entries(debuggers).map(([id, address]) => `${id} ${address}`).join('  ')}`,
  '',
  'A service restarts by itself when something that it imports changes; the rest goes on.',
];

await runInForeground((signal) => startDev({ ...localInstance(process.env), signal }), (instance, seconds) => summary(instance, seconds, more(instance)));
