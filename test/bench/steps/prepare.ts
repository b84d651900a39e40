import { setTimeout as sleep } from 'node:timers/promises';
import { partsOf, type Bench } from '../bench.ts';
import { cpuBetween, readCpu, totalOf, type Idle } from '../measure/cpu.ts';
import { untilSettled } from '../measure/settled.ts';
import { idleLine } from '../show.ts';

const restLimitMs = 180_000;
const restMs = 5_000;

/** Signs the users up and sends enough requests for the services to reach their full speed. */
export const warmUp = async ({ client, origin, say }: Bench, users: number, requests: number): Promise<void> => {
  say(`${users} users sign up, each with a WebSocket; then ${requests} requests to warm up …`);
  await client.people(origin, users);
  await client.warm(origin, requests);
};

/** Waits until the system is idle, then measures how much CPU idling takes. */
export const measureIdle = async (bench: Bench, seconds: number): Promise<Idle> => {
  if ((await untilSettled(bench, restLimitMs)) === null) throw new Error('the system does not come to rest: see its logs');
  await sleep(restMs);
  bench.say(`idle for ${seconds} s …`);
  const [before, started] = [readCpu(partsOf(bench)), Date.now()];
  await sleep(seconds * 1_000);
  const ms = Date.now() - started;
  const used = Object.entries(cpuBetween(before, readCpu(partsOf(bench))));
  const by_part = Object.fromEntries(used.map(([part, cpu]) => [part, cpu / ms]));
  const idle = { cores: totalOf(by_part), by_part };
  bench.say(idleLine(idle));
  return idle;
};
