import type { RunningInstance } from '../instance/index.ts';
import { onEnd } from './on-end.ts';

const log = (line: string): void => console.log(line);

/** npm and the terminal may both deliver one Ctrl-C. */
const samePressMs = 1_500;

/** Starts a system, says where to look, and stops it when this process is asked to end. */
export const runInForeground = async <I extends RunningInstance>(start: (signal: AbortSignal) => Promise<I>, tell: (instance: I, seconds: number) => string[]): Promise<void> => {
  const aborting = new AbortController();
  let instance: I | undefined;
  let asked = 0;
  const stop = async (): Promise<void> => {
    if (asked !== 0) {
      if (Date.now() - asked > samePressMs) log('Still stopping: services finish what they have begun (35 s at most) …');
      return;
    }
    asked = Date.now();
    log('\nStopping: services, sidecars, Kafka and PostgreSQL …');
    aborting.abort();
    if (instance === undefined) return;
    await instance.stop();
    log('Everything has stopped.');
    process.exit(0);
  };
  onEnd(() => void stop());
  const began = Date.now();
  try {
    instance = await start(aborting.signal);
    for (const line of tell(instance, Math.round((Date.now() - began) / 1000))) log(line);
  } catch (error) {
    if (asked === 0) console.error(`\n${(error as Error).message}`);
    else log('Everything has stopped.');
    process.exit(asked === 0 ? 1 : 0);
  }
};
